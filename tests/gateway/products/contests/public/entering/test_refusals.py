"""A form that cannot be taken now is not lost."""

from dataclasses import replace

import pytest

from services.contests.domain.mechanics import mechanics
from services.gateway.door.rates import KEY as RATES
from services.gateway.kit.parts import KEY
from services.gateway.kit.problems import ServiceProblem
from shared.documents import StoreUnavailable
from tests.contests.world import CLOSES
from tests.gateway.conftest import ORIGIN
from tests.gateway.products.contests.public.conftest import TYPED, Fair, read, words

HALF = {"first_name": "Inès", "email": "ines@example.org", "request_key": "b" * 32}


class Full:
    """Counts on a disk that is full."""

    def count(self, _id: str, _expires_at: object) -> int:
        raise StoreUnavailable("database or disk is full")


def limited(fair: Fair, rate: str) -> None:
    """Let an address send so many forms alone."""
    app = fair.gateway.app
    app.extensions[KEY] = replace(app.extensions[KEY], entry_rate=rate)


def test_a_form_that_was_open_for_too_long_is_not_lost(fair: Fair) -> None:
    contest = fair.opened()
    typed = {"first_name": "Inès", "email": "ines@example.org", "csrf_token": "old"}
    answer = fair.someone().client.post(fair.page(contest), base_url=ORIGIN, data=typed)
    assert answer.status_code == 422
    assert read(answer).select_one("#email")["value"] == "ines@example.org"
    assert "Rien n’est perdu" in words(answer)
    assert fair.entries(contest) == 0


@pytest.mark.parametrize("status", [500, 502, 503])
def test_a_service_that_is_away_costs_nothing_that_was_typed(fair: Fair, status: int) -> None:
    contest, someone = fair.opened(), fair.someone()
    form = {**HALF, "csrf_token": someone.token(fair.page(contest))}
    fair.world.clock.advance(minutes=10)
    fair.services.away = ServiceProblem(status, "unavailable", retry_after=7)
    answer = someone.client.post(fair.page(contest), base_url=ORIGIN, data=form)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "7")
    soup = read(answer)
    assert {k: soup.select_one(f"[name={k}]")["value"] for k in HALF} == HALF
    assert soup.select_one("h1").get_text() == contest.texts["fr"]["title"]


def test_a_form_is_kept_even_where_nothing_was_known_of_its_contest(fair: Fair) -> None:
    contest, elsewhere, someone = fair.opened(), fair.opened(), fair.someone()
    form = {**HALF, **TYPED, "csrf_token": someone.token(fair.page(elsewhere))}
    fair.services.away = ServiceProblem(503, "unavailable", retry_after=7)
    answer = someone.client.post(fair.page(contest), base_url=ORIGIN, data=form)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "7")
    fair.services.away = None
    shown = read(answer).select_one("main form")
    again = {each["name"]: each["value"] for each in shown.select("input")}
    sent = someone.client.post(shown["action"], base_url=ORIGIN, data=again)
    assert (sent.status_code, fair.entries(contest)) == (303, 1)


def test_an_entry_that_was_taken_is_not_told_as_a_failure_a_moment_later(fair: Fair) -> None:
    contest, someone = fair.opened(), fair.someone()
    answer = someone.enter(fair.page(contest))
    fair.a_moment_later()
    fair.services.away = ServiceProblem(503, "unavailable", retry_after=7)
    assert "ouvrez notre courriel" in words(someone.get(answer.location))


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


def test_a_household_counts_as_one_and_its_neighbour_as_another(fair: Fair) -> None:
    contest, someone = fair.opened(), fair.someone()
    limited(fair, "3 per hour")
    form = {**TYPED, "csrf_token": someone.token(fair.page(contest))}

    def sent_from(address: str, number: int) -> int:
        return someone.client.post(
            fair.page(contest),
            base_url=ORIGIN,
            data={**form, "email": f"person{number}@example.org"},
            environ_base={"REMOTE_ADDR": address},
        ).status_code

    taken = [sent_from(f"2001:db8:1:2::{number:x}", number) for number in range(1, 6)]
    assert taken == [303, 303, 303, 429, 429]
    assert sent_from("2001:db8:1:3::1", 6) == 303
    assert fair.entries(contest) == 4


def test_guesses_of_a_code_are_counted_for_all_processes_and_the_form_is_kept(fair: Fair) -> None:
    frozen = mechanics()["secret_code"].freeze({"code": "lumen", "bonus": 4}, bytes(16))
    mechanic = {**frozen, "kind": "secret_code", "max_weight": 5}
    contest, someone = fair.opened(mechanic=mechanic), fair.someone()
    limited(fair, "2 per hour")
    for guess in ("A", "B"):
        typed = {"answers.code": guess, "email": f"{guess}@example.org"}
        assert someone.enter(fair.page(contest), **typed).status_code == 303
    # As after a restart: what one process counted for itself is gone.
    del fair.gateway.app.extensions[RATES]
    answer = someone.enter(fair.page(contest), **{"answers.code": "C"})
    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= 3600
    assert read(answer).select_one("[name='answers.code']")["value"] == "C"
    assert someone.enter(fair.page(contest)).status_code == 303


def test_a_code_that_cannot_be_counted_is_not_tried_and_the_form_is_kept(fair: Fair) -> None:
    frozen = mechanics()["secret_code"].freeze({"code": "lumen", "bonus": 4}, bytes(16))
    contest = fair.opened(mechanic={**frozen, "kind": "secret_code", "max_weight": 5})
    app, someone = fair.gateway.app, fair.someone()
    given = app.extensions[KEY]
    full = replace(given.accounts.stores, attempts=Full())
    app.extensions[KEY] = replace(given, accounts=replace(given.accounts, stores=full))
    answer = someone.enter(fair.page(contest), **{"answers.code": "lumen"})
    assert answer.status_code == 503
    assert "Rien n’est perdu" in words(answer)
    assert read(answer).select_one("[name='answers.code']")["value"] == "lumen"
    assert fair.entries(contest) == 0


def test_someone_who_comes_too_late_reads_what_happens_next(fair: Fair) -> None:
    contest, someone = fair.opened(), fair.someone()
    token = someone.token(fair.page(contest))
    fair.world.clock.set(CLOSES)
    answer = someone.client.post(
        fair.page(contest), base_url=ORIGIN, data={"csrf_token": token, **TYPED}
    )
    assert answer.status_code == 410
    assert "Ce concours est fermé" in words(answer)
    assert "La liste" not in words(answer) or read(answer).select_one("form") is None
