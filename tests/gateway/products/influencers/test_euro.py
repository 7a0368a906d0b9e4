"""How a click becomes a euro is told to the whole team, and found from where money is spoken of."""

import pytest

from services.gateway.products.influencers.words.sales import REASONS
from services.influencers.domain.attribution import Suspicion
from tests.gateway.products.influencers.conftest import Agency, words
from tests.influencers.money import partner_of

PAGE = "programs/how-a-click-becomes-a-euro"


@pytest.mark.parametrize("role", ["owner", "manager", "moderator", "analyst"])
def test_the_whole_team_reads_each_reason_of_a_hold(agency: Agency, role: str) -> None:
    said = words(agency.team(role).get(f"/en/{PAGE}"))
    assert [each for each in Suspicion if each.value not in REASONS] == []
    assert [each for each in REASONS.values() if each not in said] == []
    assert "n’est pas une facture" in words(agency.team(role).get(f"/fr/{PAGE}"))


def test_the_pages_of_programs_partners_and_payouts_lead_there(agency: Agency) -> None:
    program = agency.bureau.opened()
    partner = partner_of(agency.bureau, program)
    for page in (f"programs/{program.id}", f"partners/{partner}", "payouts"):
        assert f'href="/en/{PAGE}"' in agency.team().get(f"/en/{page}").text
