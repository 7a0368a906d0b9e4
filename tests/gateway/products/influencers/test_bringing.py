"""The links of partners to a contest, followed on their page."""

from services.influencers.domain.enrollment import Decision
from services.influencers.use_cases.bringing.ask import ask_bringing
from services.influencers.use_cases.bringing.make_links import look_after_bringing
from services.influencers.use_cases.enrollment.decide import decide_enrollment
from tests.gateway.products.influencers.conftest import Agency, read, words
from tests.influencers.bureau import HOME, WORKSPACE

PATH = "/en/links/contests/c-1"


def test_they_are_followed_and_listed(agency: Agency) -> None:
    bureau, program = agency.bureau, agency.bureau.opened()
    enrolled = bureau.pending(program)
    who = {"workspace": WORKSPACE, "by": "ada"}
    decide_enrollment(bureau.context, Decision.APPROVE, **who, enrollment=enrolled.id)
    team = agency.team("manager")
    assert "There is no link to this contest yet" in words(team.get(PATH))
    place = f"{HOME}/en/w/{WORKSPACE}/c/printemps"
    asked = ask_bringing(
        bureau.context, **who, program=program.id, contest="c-1", destination=place
    )
    assert read(team.get(PATH)).select_one("[data-waits]")
    look_after_bringing(bureau.context, asked)
    page = read(team.get(PATH))
    [link] = bureau.context.stores.links.page(WORKSPACE, contest="c-1").items
    assert page.select_one(f"button[data-copy='{HOME}/l/{link.key}']")
    assert page.select_one(f"input[name=program_id][value='{program.id}']")
    assert not page.select_one("[data-waits]")


def test_whoever_only_reads_has_no_button(agency: Agency) -> None:
    answer = agency.team("analyst").get(PATH)
    assert answer.status_code == 200
    assert not read(answer).select("main form")
