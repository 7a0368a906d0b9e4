"""The page of a contest and its form."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from services.contests.domain.mechanics import mechanics
from services.gateway.domain.errors import ServiceProblem
from services.gateway.entrypoints.parts import KEY
from tests.contests.world import CLOSES, START, WORKSPACE
from tests.gateway.public.conftest import Fair, read, words


def limited(fair: Fair, rate: str) -> None:
    """Let an address send so many forms alone."""
    app = fair.gateway.app
    app.extensions[KEY] = replace(app.extensions[KEY], entry_rate=rate)


def test_a_person_enters_and_is_told_to_look_into_their_mail(fair: Fair) -> None:
    contest = fair.opened()
    answer = fair.someone().enter(fair.page(contest, "?s=affiche"))
    assert (answer.status_code, answer.location) == (303, fair.page(contest, "/thanks"))
    assert "regardez vos courriels" in words(fair.someone().get(answer.location))
    assert fair.mailed("/confirm/").startswith(f"/fr/w/{WORKSPACE}/confirm/")


def test_an_entry_remembers_the_link_that_brought_it(fair: Fair) -> None:
    contest = fair.opened()
    fair.someone().enter(fair.page(contest, "?s=affiche"))
    fair.someone().enter(fair.page(contest, "?s=<script>"), email="b@example.org")
    found = fair.world.context.entries.page(WORKSPACE, contest.id, after=None, limit=10).items
    assert sorted(entry.source for entry in found) == ["", "affiche"]


def test_the_page_says_what_is_to_win_and_until_when_in_words(fair: Fair) -> None:
    contest = fair.opened()
    said = words(fair.someone().get(fair.page(contest)))
    assert "1 × Vélo" in said
    assert "2 × Livre" in said
    assert "jusqu’au vendredi 20 mars 2026, 12 h 00, heure de Paris" in said
    assert "gratuit, sans achat" in said


def test_what_one_agrees_to_is_shown_to_the_letter_and_nothing_is_ticked(fair: Fair) -> None:
    contest = fair.opened()
    soup = read(fair.someone().get(fair.page(contest, language="en")))
    labels = [label.get_text() for label in soup.select(".check label")]
    assert labels == [
        "I certify that I am 16 or older.",
        "I accept the rules.",
        "I want the letter.",
    ]
    assert not soup.select("input[checked]")
    assert soup.select_one(".check a")["href"] == fair.page(contest, "/rules", "en")
    assert "without effect on your chances" in soup.select_one("#opt_in-hint").get_text()


def test_a_contest_without_a_newsletter_asks_for_none(fair: Fair) -> None:
    contest = fair.opened(data={"retention_days": 30, "opt_in": False})
    assert read(fair.someone().get(fair.page(contest))).select_one("#opt_in") is None


def test_the_country_is_asked_as_one_of_them_is_always_out(fair: Fair) -> None:
    anywhere = fair.opened(eligibility={"minimum_age": 16, "countries": []})
    groups = read(fair.someone().get(fair.page(anywhere))).select("#country optgroup")
    assert groups[0].select_one("option[value=DE]") is not None
    assert [each["value"] for each in groups[1].select("option")] == ["IT"]
    soup = read(fair.someone().get(fair.page(fair.opened())))
    groups = soup.select("#country optgroup")
    assert [each.get_text() for each in groups[0].select("option")] == ["Belgique", "France"]
    assert groups[1].select_one("option[value=IT]").get_text() == "Italie"


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"of_age": ""}, "of_age", "avoir 16\u00a0ans ou plus"),
        ({"country": "IT"}, "country", "n’est pas ouvert dans votre pays"),
        ({"country": ""}, "country", "pays"),
        ({"accept_rules": ""}, "accept_rules", "Acceptez le règlement"),
        ({"email": "ines@"}, "email", "adresse"),
        ({"first_name": ""}, "first_name", "prénom"),
    ],
)
def test_a_wrong_form_says_what_to_correct_and_loses_nothing(
    fair: Fair, typed: dict[str, str], field: str, said: str
) -> None:
    contest, someone = fair.opened(), fair.someone()
    answer = someone.enter(fair.page(contest), **typed)
    soup = read(answer)
    assert answer.status_code == 422
    link = soup.select_one(".summary[autofocus] li a")
    assert link["href"] == f"#{field}"
    assert said in link.get_text()
    wrong = soup.select_one(f"[name={field}]")
    assert wrong["aria-invalid"] == "true"
    assert said in soup.find(id=wrong["aria-describedby"].split()[-1]).get_text()
    kept = {"first_name": "Inès", "email": "ines@example.org"} | {
        k: v for k, v in typed.items() if k in ("first_name", "email")
    }
    assert {k: soup.select_one(f"#{k}")["value"] for k in kept} == kept
    assert bool(soup.select_one("#accept_rules[checked]")) == (field != "accept_rules")
    assert fair.entries(contest) == 0


def test_everything_that_is_empty_is_said_at_once_in_the_order_of_the_form(fair: Fair) -> None:
    nothing = dict.fromkeys(("first_name", "email", "country", "of_age", "accept_rules"), "")
    soup = read(fair.someone().enter(fair.page(fair.opened()), **nothing))
    links = [link["href"] for link in soup.select(".summary a")]
    assert links == [f"#{name}" for name in nothing]


def test_a_corrected_form_is_taken(fair: Fair) -> None:
    contest, someone = fair.opened(), fair.someone()
    wrong = read(someone.enter(fair.page(contest), accept_rules=""))
    key = wrong.select_one("[name=request_key]")["value"]
    assert someone.enter(fair.page(contest), request_key=key).status_code == 303
    assert fair.entries(contest) == 1


def test_the_same_sending_twice_is_one_entry(fair: Fair) -> None:
    contest, someone = fair.opened(), fair.someone()
    for _ in range(2):
        assert someone.enter(fair.page(contest), request_key="a" * 32).status_code == 303
    assert fair.entries(contest) == 1


def test_someone_who_goes_back_to_correct_the_address_gets_a_mail_there(fair: Fair) -> None:
    contest, someone = fair.opened(), fair.someone()
    for email in ("inse@example.org", "ines@example.org", "ines@example.org"):
        answer = someone.enter(fair.page(contest), request_key="a" * 32, email=email)
        assert answer.status_code == 303
    assert fair.entries(contest) == 2


def test_whoever_takes_part_already_reads_the_same(fair: Fair) -> None:
    contest = fair.opened()
    fair.confirmed(contest)
    answer = fair.someone().enter(fair.page(contest))
    assert answer.location == fair.page(contest, "/thanks")


def test_a_form_that_was_open_for_too_long_is_not_lost(fair: Fair) -> None:
    contest = fair.opened()
    typed = {"first_name": "Inès", "email": "ines@example.org", "csrf_token": "old"}
    answer = fair.someone().client.post(fair.page(contest), base_url=_origin(fair), data=typed)
    assert answer.status_code == 422
    assert read(answer).select_one("#email")["value"] == "ines@example.org"
    assert "Rien n’est perdu" in words(answer)
    assert fair.entries(contest) == 0


HALF = {"first_name": "Inès", "email": "ines@example.org", "request_key": "b" * 32}


@pytest.mark.parametrize("status", [500, 502, 503])
def test_a_service_that_is_away_costs_nothing_that_was_typed(fair: Fair, status: int) -> None:
    contest, someone = fair.opened(), fair.someone()
    form = {**HALF, "csrf_token": someone.token(fair.page(contest))}
    fair.world.clock.advance(minutes=10)
    fair.services.away = ServiceProblem(status, "unavailable", retry_after=7)
    answer = someone.client.post(fair.page(contest), base_url=_origin(fair), data=form)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "7")
    soup = read(answer)
    assert {k: soup.select_one(f"[name={k}]")["value"] for k in HALF} == HALF
    assert soup.select_one("h1").get_text() == contest.texts["fr"]["title"]


def test_a_form_is_kept_even_where_nothing_was_known_of_its_contest(fair: Fair) -> None:
    contest, elsewhere, someone = fair.opened(), fair.opened(), fair.someone()
    form = {**HALF, **_typed(), "csrf_token": someone.token(fair.page(elsewhere))}
    fair.services.away = ServiceProblem(503, "unavailable", retry_after=7)
    answer = someone.client.post(fair.page(contest), base_url=_origin(fair), data=form)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "7")
    fair.services.away = None
    shown = read(answer).select_one("main form")
    again = {each["name"]: each["value"] for each in shown.select("input")}
    sent = someone.client.post(shown["action"], base_url=_origin(fair), data=again)
    assert (sent.status_code, fair.entries(contest)) == (303, 1)


def test_an_entry_that_was_taken_is_not_told_as_a_failure_a_moment_later(fair: Fair) -> None:
    contest, someone = fair.opened(), fair.someone()
    answer = someone.enter(fair.page(contest))
    fair.a_moment_later()
    fair.services.away = ServiceProblem(503, "unavailable", retry_after=7)
    assert "regardez vos courriels" in words(someone.get(answer.location))


def test_many_forms_from_one_address_are_told_when_to_try_again(fair: Fair) -> None:
    contest, someone = fair.opened(), fair.someone()
    limited(fair, "2 per hour")
    for _ in range(2):
        someone.enter(fair.page(contest))
    answer = someone.enter(fair.page(contest), email="mia@example.org")
    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= 3600
    assert "Ce que vous avez saisi est toujours là" in words(answer)
    assert read(answer).select_one("#email")["value"] == "mia@example.org"
    assert someone.get(fair.page(contest)).status_code == 200


def test_someone_who_comes_too_late_reads_what_happens_next(fair: Fair) -> None:
    contest, someone = fair.opened(), fair.someone()
    token = someone.token(fair.page(contest))
    fair.world.clock.set(CLOSES)
    answer = someone.client.post(
        fair.page(contest), base_url=_origin(fair), data={"csrf_token": token, **_typed()}
    )
    assert answer.status_code == 410
    assert "Ce concours est fermé" in words(answer)
    assert "La liste" not in words(answer) or read(answer).select_one("form") is None


def test_the_form_closes_at_the_second_even_if_no_worker_came(fair: Fair) -> None:
    contest, someone = fair.opened(), fair.someone()
    fair.world.clock.set(CLOSES - timedelta(milliseconds=1))
    assert read(someone.get(fair.page(contest))).select_one("form")
    fair.world.clock.set(CLOSES)
    page = someone.get(fair.page(contest))
    assert read(page).select_one("form") is None
    assert "Les inscriptions sont closes" in words(page)
    assert "samedi 21 mars 2026 à 12 h 00, heure de Paris" in words(page)


def test_before_the_opening_there_is_a_date_and_no_form(fair: Fair) -> None:
    contest = fair.opened(opens_at="2026-03-20T10:30:00.000Z")
    page = fair.someone().get(fair.page(contest))
    assert read(page).select_one("form") is None
    assert "vendredi 20 mars 2026 à 11 h 30" in words(page)


def test_a_mechanic_brings_its_own_fields(fair: Fair) -> None:
    frozen = mechanics()["secret_code"].freeze({"code": "lumen", "bonus": 4}, bytes(16))
    contest = fair.opened(mechanic={**frozen, "kind": "secret_code", "max_weight": 5})
    someone = fair.someone()
    page = read(someone.get(fair.page(contest)))
    assert page.select_one("label[for='answers.code']").get_text(strip=True).startswith("Code")
    wrong = someone.enter(fair.page(contest), **{"answers.code": "x" * 61})
    assert "Code secret" in read(wrong).select_one(".summary a[href='#answers.code']").get_text()
    someone.enter(fair.page(contest), **{"answers.code": "Lumen"})
    entry = fair.world.context.entries.page(WORKSPACE, contest.id, after=None, limit=10).items[0]
    assert entry.weight == 5


def test_nothing_tells_an_unknown_workspace_from_an_unknown_contest(fair: Fair) -> None:
    contest = fair.opened()
    someone = fair.someone()
    paths = [
        f"/fr/w/{WORKSPACE}/c/nothing",
        f"/fr/w/no-such-house/c/{contest.slug}",
        f"/fr/w/other-house/c/{contest.slug}",
        f"/fr/w/{WORKSPACE}/confirm/nothing",
        f"/fr/w/{WORKSPACE}/entry/nothing",
        f"/fr/w/{WORKSPACE}/claim/nothing",
        f"/fr/w/{WORKSPACE}/c/nothing/certificate.json",
    ]
    answers = [someone.get(path) for path in paths]
    assert [answer.status_code for answer in answers] == [404] * len(paths)
    assert len({words(answer) for answer in answers}) == 1


def test_a_page_that_is_hit_hard_asks_its_service_once_a_second(fair: Fair) -> None:
    contest, someone = fair.opened(), fair.someone()
    for _ in range(20):
        someone.get(fair.page(contest))
    assert len(fair.services.asked) == 1
    fair.a_moment_later()
    someone.get(fair.page(contest))
    assert len(fair.services.asked) == 2


def test_an_entry_is_one_call(fair: Fair) -> None:
    contest, someone = fair.opened(), fair.someone()
    someone.get(fair.page(contest))
    fair.services.asked.clear()
    assert someone.enter(fair.page(contest)).status_code == 303
    assert [each.method for each in fair.services.asked] == ["POST"]


def test_a_contest_in_one_language_is_marked_as_such_on_the_other_page(fair: Fair) -> None:
    contest = fair.opened(languages=["fr"])
    one = replace(fair.world.now(contest), texts={"fr": {"title": "Printemps"}})
    fair.world.context.contests.save(one)
    soup = read(fair.someone().get(fair.page(contest, language="en")))
    assert soup.h1["lang"] == "fr"
    assert soup.select_one("[lang=fr] #of_age") is not None


def test_other_sites_can_show_what_the_page_is(fair: Fair) -> None:
    import json

    contest = fair.opened()
    soup = read(fair.someone().get(fair.page(contest, language="en")))
    event: dict[str, Any] = json.loads(soup.select_one("script[type='application/ld+json']").text)
    assert event["name"] == "Spring"
    assert event["endDate"] == CLOSES.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    assert soup.select_one("meta[property='og:title']")["content"] == "Spring"
    assert soup.select_one("link[hreflang=fr]")["href"].endswith(fair.page(contest))
    assert event["startDate"].startswith(f"{START:%Y-%m-%d}")


def _origin(fair: Fair) -> str:
    return fair.gateway.parts.public_url


def _typed() -> dict[str, str]:
    from tests.gateway.public.conftest import TYPED

    return TYPED
