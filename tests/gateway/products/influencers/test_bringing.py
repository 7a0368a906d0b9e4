"""The links of partners to a contest: made by one press, followed on their page."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest

from services.gateway.kit.parts import KEY
from services.gateway.kit.questions import Answer, Question, Services, Streamed
from services.influencers.domain.enrollment import Decision
from services.influencers.domain.program import Program
from services.influencers.use_cases.bringing.make_links import look_after_bringing
from services.influencers.use_cases.enrollment.decide import decide_enrollment
from tests.gateway.products.influencers.conftest import Agency, read, words
from tests.gateway.recorded import RecordedServices
from tests.influencers.bureau import HOME, WORKSPACE

PATH = "/en/links/contests/c-1"


@dataclass
class Both:
    """Contests and insights as they were recorded, influencers as they are."""

    contests: RecordedServices
    influencers: Services

    def ask(self, question: Question) -> Answer:
        """Ask whoever is meant."""
        meant = self.influencers if question.service == "influencers" else self.contests
        return meant.ask(question)

    def stream(self, question: Question, raw: bytes | None = None) -> Streamed:
        """Ask for bytes."""
        return self.influencers.stream(question, raw)


@pytest.fixture
def contests(agency: Agency) -> Iterator[RecordedServices]:
    """The contests of the workspace, with one that is open."""
    known, extensions = RecordedServices(), agency.gateway.app.extensions
    known.add("c-1", state="open")
    before = extensions[KEY]
    services = Both(known, before.services)
    extensions[KEY] = replace(before, services=services, public_url=HOME)
    yield known


@pytest.fixture
def program(agency: Agency) -> Program:
    """An open program with one partner who is in."""
    opened = agency.bureau.opened()
    who = {"workspace": WORKSPACE, "enrollment": agency.bureau.pending(opened).id, "by": "ada"}
    decide_enrollment(agency.bureau.context, Decision.APPROVE, **who)
    return opened


def test_one_press_makes_them(agency: Agency, contests: Any, program: Program) -> None:
    team, context = agency.team("manager"), agency.bureau.context
    assert "There is no link to this contest yet" in words(team.get(PATH))
    answer = team.post(PATH, {"program_id": program.id})
    assert (answer.status_code, answer.location) == (303, PATH)
    assert read(team.get(PATH)).select_one("[data-waits]")
    [asked] = context.stores.bringings.of_contest(WORKSPACE, "c-1")
    look_after_bringing(context, asked)
    page = read(team.get(PATH))
    [link] = context.stores.links.page(WORKSPACE, contest="c-1").items
    assert link.destination == f"{HOME}/en/w/{WORKSPACE}/c/c-1"
    assert page.select_one(f"button[data-copy='{HOME}/l/{link.key}']")
    assert not page.select_one("[data-waits]")


def test_a_contest_without_a_page_is_refused(
    agency: Agency, contests: RecordedServices, program: Program
) -> None:
    contests.add("c-1", state="cancelled")
    answer = agency.team("manager").post(PATH, {"program_id": program.id})
    assert answer.status_code == 409
    assert "no public page" in read(answer).select_one(".summary").get_text()
    assert agency.bureau.context.stores.bringings.of_contest(WORKSPACE, "c-1") == []


def test_whoever_only_reads_has_no_button(agency: Agency, contests: Any, program: Program) -> None:
    analyst = agency.team("analyst")
    assert not read(analyst.get(PATH)).select("main form")
    assert analyst.post(PATH, {"program_id": program.id}, page=PATH).status_code == 403


@pytest.mark.parametrize(("state", "there"), [("open", True), ("cancelled", False)])
def test_the_page_of_a_contest_leads_there(
    agency: Agency, contests: RecordedServices, state: str, there: bool
) -> None:
    contests.add("c-1", state=state)
    page = read(agency.team("manager").get("/en/contests/c-1"))
    assert bool(page.select_one(f"a[href='{PATH}']")) is there
