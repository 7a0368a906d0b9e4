"""From the portal to Stripe's page, and back to the account."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from tests.gateway.conftest import Browser
from tests.gateway.products.influencers.conftest import Agency, read, words
from tests.gateway.products.influencers.test_portal import ADDRESS, AT, come_in
from tests.harness.payments import Provider, running_provider
from tests.influencers.money import partner_of

ACCOUNT = f"{AT}/account"


@pytest.fixture
def provider(tmp_path: Path) -> Iterator[Provider]:
    with running_provider(str(tmp_path / "payments.sqlite")) as running:
        yield running


@pytest.fixture
def environment(provider: Provider) -> dict[str, str]:
    return {"KERMESSE_PAYMENTS_URL": provider.url}


@pytest.fixture
def elise(agency: Agency) -> Browser:
    partner_of(agency.bureau, agency.bureau.opened())
    return come_in(agency, ADDRESS)


def test_a_partner_goes_on_to_stripe_and_comes_back_to_their_account(
    elise: Browser, provider: Provider
) -> None:
    assert "Be paid by Stripe" in words(elise.get(ACCOUNT))
    shown = elise.post(f"{ACCOUNT}/stripe", {}, page=ACCOUNT)
    [page] = [each["href"] for each in read(shown).select("a.primary")]
    assert str(page).startswith(provider.url)
    done = requests.post(str(page), data={"done": ""}, allow_redirects=False, timeout=10)
    assert done.headers["Location"].endswith(ACCOUNT)
    assert "by Stripe" in words(elise.get(ACCOUNT))
    assert elise.get(f"{ACCOUNT}/stripe").location == ACCOUNT


def test_pressed_twice_there_is_one_account(elise: Browser, provider: Provider) -> None:
    for _ in range(2):
        assert elise.post(f"{ACCOUNT}/stripe", {}, page=ACCOUNT).status_code == 200
    assert len(provider.book()["account"]) == 1


def test_where_stripe_does_not_answer_the_page_says_so(elise: Browser, provider: Provider) -> None:
    provider.tell("faults", fault="busy")
    answer = elise.post(f"{ACCOUNT}/stripe", {}, page=ACCOUNT)
    assert answer.status_code == 503
    assert "Stripe takes nothing in now. Try again in a minute." in words(answer)
