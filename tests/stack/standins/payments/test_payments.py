"""The payment stand-in keeps its book, goes wrong when told to, and says that it is not real."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from tests.harness.payments import Provider, running_provider

KEY = {"Authorization": "Bearer sk_test_x"}


@pytest.fixture
def provider(tmp_path: Path) -> Iterator[Provider]:
    with running_provider(str(tmp_path / "payments.sqlite")) as running:
        yield running


def asked(provider: Provider, path: str, key: str = "", **form: object) -> requests.Response:
    headers = KEY | ({"Idempotency-Key": key} if key else {})
    return requests.post(f"{provider.url}/v1/{path}", data=form, headers=headers, timeout=10)


def opened(provider: Provider) -> str:
    made = str(asked(provider, "accounts", country="FR").json()["id"])
    provider.tell(f"accounts/{made}", active=True)
    sent(provider)
    return made


def moved(
    provider: Provider, account: str, key: str = "", amount: object = 100
) -> requests.Response:
    form = {"amount": amount, "currency": "eur", "destination": account, "transfer_group": "p"}
    return asked(provider, "transfers", key, **form)


def sent(provider: Provider) -> list[str]:
    """Send what is due, and return the types that came, in order."""
    provider.heard.clear()
    provider.payments.deliveries.send_due()
    return [json.loads(body)["type"] for _, body, _ in provider.heard]


def test_a_book_outlives_its_process(tmp_path: Path) -> None:
    path = str(tmp_path / "payments.sqlite")
    with running_provider(path) as before:
        account = opened(before)
        first = moved(before, account, "k").json()
    with running_provider(path) as after:
        again = moved(after, account, "k")
        assert again.json() == first
        assert again.headers["Idempotent-Replayed"] == "true"
        assert [each["id"] for each in after.book()["transfer"]] == [first["id"]]
        assert sent(after) == ["transfer.created", "payout.paid"]


def test_a_key_with_other_parameters_is_an_error(provider: Provider) -> None:
    account = opened(provider)
    moved(provider, account, "k")
    wrong = moved(provider, account, "k", 101)
    assert (wrong.status_code, wrong.json()["error"]["type"]) == (400, "idempotency_error")


@pytest.mark.parametrize("amount", ["-5", "1.5", "0", "", "²"])
def test_an_amount_is_a_whole_positive_number(provider: Provider, amount: str) -> None:
    wrong = moved(provider, opened(provider), amount=amount)
    assert (wrong.status_code, wrong.json()["error"]["code"]) == (400, "parameter_invalid_integer")


def test_only_keys_of_tests_open_it(provider: Provider) -> None:
    for header in ({}, {"Authorization": "Bearer sk_live_x"}):
        assert requests.get(f"{provider.url}/v1/balance", headers=header).status_code == 401


@pytest.mark.parametrize(
    ("fault", "status", "again"),
    [("refused", 402, 402), ("busy", 429, 200), ("broken", 500, 500), ("broken_after", 500, 500)],
)
def test_what_began_to_be_carried_out_is_answered_alike_ever_after(
    provider: Provider, fault: str, status: int, again: int
) -> None:
    account = opened(provider)
    provider.tell("faults", fault=fault)
    assert moved(provider, account, "k").status_code == status
    assert moved(provider, account, "k").status_code == again


def test_a_fault_that_nobody_knows_is_refused(provider: Provider) -> None:
    answer = requests.post(f"{provider.url}/control/faults", json={"fault": "nonsense"}, timeout=10)
    assert answer.status_code == 422


def test_webhooks_come_twice_when_told_to(provider: Provider) -> None:
    account = opened(provider)
    provider.tell("faults", fault="webhook_twice")
    moved(provider, account)
    assert sent(provider) == ["transfer.created", "transfer.created", "payout.paid"]
    ids = {json.loads(body)["id"] for _, body, _ in provider.heard}
    assert len(ids) == 2


def test_webhooks_come_late_when_told_to(provider: Provider) -> None:
    account = opened(provider)
    provider.tell("faults", fault="webhook_late", value=3 * 86400)
    moved(provider, account)
    assert sent(provider) == ["payout.paid"]
    provider.clock.advance(days=3)
    assert sent(provider) == ["transfer.created"]


def test_webhooks_come_in_another_order_when_told_to(provider: Provider) -> None:
    account = opened(provider)
    provider.tell("faults", fault="webhooks_reordered")
    moved(provider, account)
    assert sent(provider) == ["payout.paid", "transfer.created"]


def test_a_webhook_is_sent_until_it_is_taken(provider: Provider) -> None:
    account = opened(provider)
    moved(provider, account)
    provider.statuses = [500, 200]
    assert sent(provider) == ["transfer.created", "payout.paid"]
    assert sent(provider) == []
    provider.clock.advance(seconds=1)
    assert sent(provider) == ["transfer.created"]
    provider.clock.advance(days=1)
    assert sent(provider) == []


def test_a_bank_refuses_a_payout_when_told_to_and_may_send_money_back_later(
    provider: Provider,
) -> None:
    account = opened(provider)
    provider.tell("faults", fault="payout_fails")
    moved(provider, account, "k1")
    assert sent(provider)[-1] == "payout.failed"
    moved(provider, account, "k2")
    assert sent(provider)[-1] == "payout.paid"
    provider.tell(f"payouts/{provider.book()['payout'][0]['id']}/return")
    assert sent(provider) == ["payout.failed"]


def test_the_balance_is_what_it_had_less_what_it_moved(provider: Provider) -> None:
    def available() -> int:
        told = requests.get(f"{provider.url}/v1/balance", headers=KEY, timeout=10).json()
        return int(told["available"][0]["amount"])

    before, account = available(), opened(provider)
    transfer = moved(provider, account, amount=500).json()["id"]
    assert available() == before - 500
    assert asked(provider, f"transfers/{transfer}/reversals", amount=200).status_code == 200
    assert available() == before - 300
    assert asked(provider, f"transfers/{transfer}/reversals", amount=301).status_code == 400


def test_every_page_says_that_money_is_not_real(provider: Provider) -> None:
    account = opened(provider)
    moved(provider, account)
    for path in ("/", f"/onboarding/{account}"):
        page = requests.get(f"{provider.url}{path}", timeout=10)
        assert (page.status_code, "This money is not real." in page.text) == (200, True)
    assert requests.get(f"{provider.url}/onboarding/acct_none", timeout=10).status_code == 404


def test_the_book_is_shown_in_amounts_as_people_read_them(provider: Provider) -> None:
    moved(provider, opened(provider), amount=12_345)
    page = requests.get(f"{provider.url}/", timeout=10).text
    assert '<td class="amount">€123.45</td>' in page
    assert "€999,876.55" in page


def test_a_name_of_a_stranger_opens_nothing(provider: Provider) -> None:
    for path in ("/", "/control/book", "/v1/balance"):
        headers = KEY | {"Host": "stranger.example"}
        assert requests.get(f"{provider.url}{path}", headers=headers, timeout=10).status_code == 404
