"""One event from each constructor that services publish with."""

from datetime import UTC, datetime, timedelta

from services.contests.domain import events
from services.contests.domain.events import EntryFacts
from services.gateway.products.influencers.domain.click import click_recorded
from services.influencers.domain import events as influencers
from services.influencers.domain.click import Click, Verdict, Visit
from shared.events import Event, Stamp
from tests.contracts.commissions import commission_events
from tests.contracts.links import link_events
from tests.contracts.payouts import payout_events
from tests.contracts.reading import EXAMPLES

AT = datetime(2026, 3, 29, 16, tzinfo=UTC)
STAMP = Stamp("01jq8x3v9m0000000000000100", AT)
CONTEST = "01jq8x3v9m0000000000000001"
FACTS = EntryFacts("01jq8x3v9m0000000000000002", CONTEST, "newsletter")
HASH = "9283c4957575406fd74c392e9b350ce88c03ac3594fbef70f54ab85e5fb3ac85"
REF = "e-7k2m9x4c0d1f3g5h"
NAMES = ("opens_at", "closes_at", "confirm_by", "review_until", "draw_at")
DATES = {name: AT + timedelta(days=n) for n, name in enumerate(NAMES)}
COMMITMENT = {
    "root": HASH,
    "entries": 5,
    "weight": 8,
    "excluded": {"minor": 1},
    "beacon": {"chain": HASH, "round": 123},
}


def contest_events() -> list[Event]:
    """Events of `contests.contest`."""
    it = {"stamp": STAMP, "contest_id": CONTEST}
    return [
        events.contest_opened(**it, slug="arles", dates=DATES, rules_hash=HASH, test_beacon=True),
        events.contest_amended(
            **it,
            field="closes_at",
            before="2026-03-29T16:00:00.000Z",
            after="2026-03-30T16:00:00.000Z",
            reason="panne",
            rules_hash=HASH,
        ),
        events.contest_closed(**it, closed_at=AT),
        events.contest_sealed(**it, seal=HASH, commitment=COMMITMENT, draw_at=AT),
        events.draw_postponed(**it, before=AT, after=AT, reason="late_seal"),
        events.contest_drawn(**it, digest=HASH),
        events.asks_changed(**it),
        events.contest_settled(**it, awarded=2, not_awarded=0),
        events.contest_cancelled(**it, reason="panne"),
    ]


def entry_events() -> list[Event]:
    """Events of `contests.entry`."""
    return [
        events.entry_submitted(STAMP, FACTS, language="fr", submitted_at=AT),
        events.entry_confirmed(STAMP, FACTS, weight=3, confirmed_at=AT, submitted_at=AT),
        events.entry_corrected(STAMP, FACTS, fields=("first_name", "country")),
        events.entry_excluded(STAMP, FACTS, reason="fraud"),
        events.entry_reinstated(STAMP, FACTS),
        events.entry_withdrawn(STAMP, FACTS),
        events.entry_lapsed(STAMP, FACTS),
        events.entry_refused(
            STAMP, refusal_id=FACTS.entry_id, contest_id=CONTEST, source="", reason="minor"
        ),
    ]


def draw_events() -> list[Event]:
    """Events of `contests.draw`."""
    it = {"stamp": STAMP, "contest_id": CONTEST}
    winners = [{"place": 1, "ref": REF, "prize": 0}]
    return [
        events.draw_made(
            **it, digest=HASH, round_number=9, winners=winners, alternates=[REF], not_awarded=0
        ),
        events.winner_notified(**it, ref=REF),
        events.skip_notified(**it, ref=REF),
        events.winner_accepted(**it, ref=REF),
        events.winner_skipped(**it, ref=REF, code="declined", prize=0),
        events.alternate_promoted(**it, ref=REF, prize=0, place=1),
        events.prize_not_awarded(**it, prize=0, place=1),
        events.winner_verified(**it, ref=REF),
        events.prize_sent(**it, ref=REF, prize=0),
        events.prize_fulfilled(**it, ref=REF, prize=0),
    ]


def audit_events() -> list[Event]:
    """Events of `contests.audit`."""
    return [
        events.people_read(
            STAMP,
            workspace_id="maison-lumen",
            contest_id=CONTEST,
            account_id="01jq8x3v9m0000000000000003",
            purpose="winners",
            refs=[REF],
        ),
        events.changed(
            STAMP,
            workspace_id="maison-lumen",
            contest_id=CONTEST,
            account_id="01jq8x3v9m0000000000000003",
            act="exclude",
            refs=[REF],
        ),
    ]


def partner_events() -> list[Event]:
    """Events of `influencers.audit`."""
    it = {"workspace_id": "maison-lumen", "account_id": "01jq8x3v9m0000000000000003"}
    partners, program = ["a-01jq8x3v9m0000000000000004"], "p-01jq8x3v9m0000000000000005"
    return [
        influencers.people_read(
            STAMP, **it, purpose="search", refs=partners, program_id=program, searched=HASH
        ),
        influencers.people_read(STAMP, **it, purpose="partners", refs=[]),
        influencers.changed(
            STAMP, **it, act="enrollment_approve", refs=partners, program_id=program
        ),
    ]


PRODUCED = [
    *contest_events(),
    *entry_events(),
    *draw_events(),
    *audit_events(),
    *partner_events(),
    *link_events(),
    *commission_events(),
    Click(
        Visit(
            id="01jq8x3v9m0000000000000302",
            workspace_id="maison-lumen",
            link_id="l-01jq8x3v9m0000000000000301",
            at=AT,
            trigger="link",
            agent="",
            network="",
            mark="",
        ),
        Verdict.BOT,
        "no_agent",
    ).event,
    *payout_events(),
    click_recorded(EXAMPLES["kermesse.gateway.click.recorded.v1"]["data"]),
]
