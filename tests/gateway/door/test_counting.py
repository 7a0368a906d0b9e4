"""What is a guess is counted by all processes together, and forgotten when its while is over."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from services.gateway.accounts.stores import open_stores
from services.gateway.accounts.use_cases.clean_up import clean_up
from services.gateway.door.counting import TooManyAttempts, count_attempt, give_back
from services.gateway.kit.parts import KEY
from shared.documents import open_database
from tests.gateway.conftest import PASSWORD

RATE = "10 per minute"


@pytest.fixture
def processes(gateway, tmp_path):
    """Return what lets one of four processes, each with its own connections, do something."""
    databases = [open_database("gateway", data_dir=str(tmp_path)) for _ in range(4)]
    accounts = gateway.parts.accounts
    every = [
        replace(gateway.parts, accounts=replace(accounts, stores=open_stores(database)))
        for database in databases
    ]

    def process(number):
        gateway.app.extensions[KEY] = every[number]

    yield process
    gateway.app.extensions[KEY] = gateway.parts
    for database in databases:
        database.close()


def attempt(gateway, who="ada", rate=RATE, times=1):
    with gateway.app.app_context():
        try:
            count_attempt("guess", who, rate, times)
        except TooManyAttempts as error:
            return error.retry_after
    return 0


def test_four_processes_allow_together_what_one_does(gateway, processes):
    waits = []
    for number in range(20):
        processes(number % 4)
        waits.append(attempt(gateway))
    assert waits[:10] == [0] * 10
    assert all(0 < wait <= 60 for wait in waits[10:])


def test_attempts_at_one_instant_are_counted_one_by_one(gateway):
    with ThreadPoolExecutor(8) as pool:
        waits = list(pool.map(lambda _: attempt(gateway), range(80)))
    assert waits.count(0) == 10


def test_a_while_later_there_are_as_many_again(gateway):
    waits = [attempt(gateway) for _ in range(11)]
    gateway.clock.advance(seconds=waits[-1])
    assert [attempt(gateway) for _ in range(10)] == [0] * 10


def test_each_of_several_rates_holds(gateway):
    rate = "5 per minute; 8 per day"
    assert [attempt(gateway, rate=rate) > 0 for _ in range(6)] == [False] * 5 + [True]
    gateway.clock.advance(minutes=2)
    assert [attempt(gateway, rate=rate) > 0 for _ in range(4)] == [False] * 3 + [True]


def test_what_is_counted_tells_nobody_and_goes_with_its_while(gateway):
    attempt(gateway, who="ada@example.org 192.0.2.7")
    stores = gateway.parts.accounts.stores
    (kept,) = stores.attempts.collection.find("gateway", {}).items
    assert "ada" not in repr(kept)
    assert "192" not in kept["_id"]
    gateway.clock.advance(minutes=1)
    assert clean_up(stores, gateway.clock) == 1
    assert stores.attempts.collection.find("gateway", {}).items == []
    assert kept["expires_at"] - gateway.clock.now() <= timedelta(0)


def test_what_was_no_guess_is_given_back_and_no_more_than_that(gateway):
    with gateway.app.app_context():
        counted = count_attempt("guess", "ada", RATE)
        for _ in range(3):
            give_back(counted)
    assert [attempt(gateway) > 0 for _ in range(11)] == [False] * 10 + [True]


def test_a_multiple_of_the_rate_is_allowed_where_that_is_said(gateway):
    assert [attempt(gateway, times=3) > 0 for _ in range(31)] == [False] * 30 + [True]


def test_guessing_a_password_by_turns_of_the_processes_is_put_off(gateway, processes):
    for number in range(100):
        processes(number % 4)
        address = {"REMOTE_ADDR": f"192.0.2.{number % 10}"}
        form = {"email": "owner@lumen.example", "password": "wrong password"}
        gateway.browser().post("/en/sign-in", form, environ_base=address)
    processes(2)
    answer = gateway.browser().sign_in("owner@lumen.example", PASSWORD)
    assert answer.status_code == 429
    assert "Try again in" in answer.text
    assert 0 < int(answer.headers["Retry-After"]) <= 60


def test_a_household_that_guesses_is_one(gateway):
    def door(number, network):
        return gateway.browser().post(
            "/en/sign-in",
            {"email": f"person{number}@lumen.example", "password": "wrong password"},
            environ_base={"REMOTE_ADDR": f"2001:db8:1:{network}::{number:x}"},
        )

    assert [door(number, 2).status_code for number in range(1, 12)] == [422] * 10 + [429]
    assert door(12, 3).status_code == 422
