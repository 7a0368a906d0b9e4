"""What clicks in the demo is taken for what it is."""

import pytest

from services.influencers.adapters.agents import KnownAgents
from stack.driver.kit.agents import PROGRAMS, browser_of


@pytest.mark.parametrize("verdict", PROGRAMS)
def test_each_program_deserves_its_verdict(verdict: str) -> None:
    assert KnownAgents().said(PROGRAMS[verdict])[0].value == verdict


def test_two_people_have_two_browsers_and_are_people() -> None:
    agents = [browser_of(number) for number in (-1, 0, 299)]
    assert len(set(agents)) == 3
    assert {KnownAgents().said(each)[0].value for each in agents} == {"person"}
