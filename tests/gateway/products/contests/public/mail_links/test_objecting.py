"""A winner who may object reads the decision and until when, never that the prize is theirs."""

import pytest

from services.contests.use_cases.winner.keep import keep_winner
from services.contests.use_cases.winner.skip import skip_winner
from tests.contests.pump import Pump
from tests.contests.world import WORKSPACE
from tests.gateway.products.contests.public.conftest import Fair, read, words
from tests.gateway.products.contests.public.mail_links.links import claim_link, winner_behind

OURS = "Le lot est à vous"
DECISION = "Une décision au sujet de votre lot"


def skipped(fair: Fair, link: str) -> None:
    """Let two people announce that the winner behind this link is skipped, and the mail leave."""
    winner = winner_behind(fair, link)
    for who in ("a-1", "a-2"):
        skip_winner(
            fair.world.context,
            workspace=WORKSPACE,
            contest=winner.contest_id,
            ref=winner.ref,
            code="identity_not_shown",
            evidence_hash="ab" * 32,
            by=who,
        )
    Pump(fair.world).run()


def test_an_accepted_winner_who_may_object_reads_why_and_until_when(fair: Fair) -> None:
    link = claim_link(fair)
    someone = fair.someone()
    someone.post(link, {"action": "accept"})
    assert OURS in words(someone.get(link))
    skipped(fair, link)
    page = someone.get(link)
    assert read(page).h1.get_text() == DECISION
    assert OURS not in words(page)
    until = winner_behind(fair, link).objection_until
    assert until is not None
    said = words(page).replace("\u00a0", " ")
    assert f"{until.day} mars 2026" in said
    assert "identité non montrée" in said
    assert not read(page).select("main form")


def test_whoever_has_not_answered_may_still_say_yes(fair: Fair) -> None:
    link = claim_link(fair)
    skipped(fair, link)
    page = fair.someone().get(link)
    assert read(page).h1.get_text() == DECISION
    assert [each["value"] for each in read(page).select("main button[name=action]")] == ["accept"]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_decision_that_is_taken_back_leaves_no_trace(fair: Fair, language: str) -> None:
    link = claim_link(fair).replace("/fr/", f"/{language}/", 1)
    before = words(fair.someone().get(link))
    skipped(fair, link)
    winner = winner_behind(fair, link)
    keep_winner(
        fair.world.context,
        workspace=WORKSPACE,
        contest=winner.contest_id,
        ref=winner.ref,
        by="a-2",
    )
    assert words(fair.someone().get(link)) == before
