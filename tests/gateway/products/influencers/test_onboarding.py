"""From the console to Stripe's page for a partner, and back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from tests.gateway.products.influencers.conftest import Agency, read, words
from tests.harness.payments import Provider, running_provider
from tests.influencers.bureau import WORKSPACE
from tests.influencers.money import partner_of


@pytest.fixture
def provider(tmp_path: Path) -> Iterator[Provider]:
    with running_provider(str(tmp_path / "payments.sqlite")) as running:
        yield running


@pytest.fixture
def environment(provider: Provider) -> dict[str, str]:
    return {"KERMESSE_PAYMENTS_URL": provider.url}


def test_the_console_leads_a_partner_to_stripe_and_stripe_leads_them_back(
    agency: Agency, provider: Provider
) -> None:
    partner = partner_of(agency.bureau, agency.bureau.opened())
    team = agency.team()
    account = f"/en/partners/{partner}/account"
    assert "This money is not real." in words(team.get(account))
    shown = team.post(f"{account}/onboarding", {}, page=account)
    assert "It opens once, within minutes" in words(shown)
    [page] = [each["href"] for each in read(shown).select("a.primary")]
    assert str(page).startswith(provider.url)
    done = requests.post(str(page), data={"done": ""}, allow_redirects=False, timeout=10)
    back = done.headers["Location"]
    assert back.endswith(f"/en/w/{WORKSPACE}/told-stripe")
    assert "You can close this page." in words(agency.visitor().get(f"/{back.split('/', 3)[3]}"))
    assert "by Stripe" in words(team.get(account))
    assert "by Stripe" in words(team.get(f"{account}/onboarding"))


def test_asked_twice_there_is_one_account(agency: Agency, provider: Provider) -> None:
    partner = partner_of(agency.bureau, agency.bureau.opened())
    account = f"/en/partners/{partner}/account"
    for _ in range(2):
        assert agency.team().post(f"{account}/onboarding", {}, page=account).status_code == 200
    assert len(provider.book()["account"]) == 1


def test_where_stripe_does_not_answer_the_page_says_so(agency: Agency, provider: Provider) -> None:
    partner = partner_of(agency.bureau, agency.bureau.opened())
    account = f"/en/partners/{partner}/account"
    provider.tell("faults", fault="busy")
    answer = agency.team().post(f"{account}/onboarding", {}, page=account)
    assert answer.status_code == 422
    assert "Stripe takes nothing in now. Try again in a minute." in words(answer)
