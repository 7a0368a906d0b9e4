"""Every event this service publishes, one constructor each; `docs` of the shapes: asyncapi.yaml.

Data is JSON, instants are RFC 3339 texts, people are pseudonyms. Events of `contests.entry` never
carry the ref: with a source and a time beside it, a published list would point at people.
"""

from services.contests.domain.events.audit import AUDIT_TOPIC, THE_PERSON, changed, people_read
from services.contests.domain.events.contest import (
    CONTEST_TOPIC,
    asks_changed,
    contest_amended,
    contest_cancelled,
    contest_closed,
    contest_drawn,
    contest_opened,
    contest_sealed,
    contest_settled,
    draw_postponed,
)
from services.contests.domain.events.draw import (
    DRAW_TOPIC,
    alternate_promoted,
    draw_made,
    prize_fulfilled,
    prize_not_awarded,
    prize_sent,
    skip_notified,
    winner_accepted,
    winner_notified,
    winner_skipped,
    winner_verified,
)
from services.contests.domain.events.entry import (
    ENTRY_TOPIC,
    EntryFacts,
    entry_confirmed,
    entry_corrected,
    entry_excluded,
    entry_lapsed,
    entry_refused,
    entry_reinstated,
    entry_submitted,
    entry_withdrawn,
)

# Those that this service reads as well; `AUDIT_TOPIC` is the gateway's to read.
TOPICS = (CONTEST_TOPIC, ENTRY_TOPIC, DRAW_TOPIC)

__all__ = [
    "AUDIT_TOPIC",
    "THE_PERSON",
    "TOPICS",
    "EntryFacts",
    "alternate_promoted",
    "asks_changed",
    "changed",
    "contest_amended",
    "contest_cancelled",
    "contest_closed",
    "contest_drawn",
    "contest_opened",
    "contest_sealed",
    "contest_settled",
    "draw_made",
    "draw_postponed",
    "entry_confirmed",
    "entry_corrected",
    "entry_excluded",
    "entry_lapsed",
    "entry_refused",
    "entry_reinstated",
    "entry_submitted",
    "entry_withdrawn",
    "people_read",
    "prize_fulfilled",
    "prize_not_awarded",
    "prize_sent",
    "skip_notified",
    "winner_accepted",
    "winner_notified",
    "winner_skipped",
    "winner_verified",
]
