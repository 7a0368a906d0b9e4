"""What the house knows of contests."""

from datetime import timedelta

from services.contests.domain.audit import KEPT
from services.contests.domain.contest.form import ASKS_FIELDS, contest_fields
from services.contests.domain.contest.form.venue import VENUE_FIELDS
from services.contests.domain.entry import CORRECTED_BY_STAFF, ENTRY_FIELDS
from services.contests.domain.events import AUDIT_TOPIC, TOPICS
from services.contests.domain.letter import LETTER_FIELDS
from services.contests.domain.winner import DETAILS_FIELDS, SENDING_FIELDS
from shared.assembly.manifest import WORKER, Manifest, Process, Runs, Secret, SecretKind
from shared.auth import HANDLE_PEOPLE, READ_PEOPLE, Permission, Role
from shared.bus import Topic

TEAM = {Role.OWNER, Role.MANAGER, Role.MODERATOR, Role.ANALYST}
READ_CONTESTS = Permission("contests.read", TEAM)
WRITE_CONTESTS = Permission("contests.write", {Role.OWNER, Role.MANAGER})
REVIEW_ENTRIES = Permission("entries.review", {Role.OWNER, Role.MANAGER, Role.MODERATOR})
TAKE_PART = Permission("contests.take_part", {Role.PUBLIC})
READ_PUBLISHED = Permission("contests.read_published", {Role.PUBLIC, *TEAM})
READ_OUTCOME = Permission("outcomes.read", TEAM)
READ_PUBLIC = Permission("papers.read", {Role.PUBLIC, *TEAM})
DECIDE = Permission("draws.write", {Role.OWNER, Role.MANAGER})
ANSWER = Permission("claims.answer", {Role.PUBLIC})

MANIFEST = Manifest(
    name="contests",
    title="Kermesse contests",
    publishes=(
        *(Topic(name) for name in TOPICS),
        Topic(AUDIT_TOPIC, retention_ms=KEPT // timedelta(milliseconds=1)),
    ),
    reads=TOPICS,
    api=("contests", "mechanics"),
    people=True,
    permissions=(
        READ_CONTESTS,
        WRITE_CONTESTS,
        REVIEW_ENTRIES,
        TAKE_PART,
        READ_PUBLISHED,
        READ_OUTCOME,
        READ_PUBLIC,
        DECIDE,
        ANSWER,
        READ_PEOPLE,
        HANDLE_PEOPLE,
    ),
    forms={
        "contest": contest_fields(),
        "entry": ENTRY_FIELDS,
        "correction": CORRECTED_BY_STAFF,
        "asks": ASKS_FIELDS,
        "details": DETAILS_FIELDS,
        "sending": SENDING_FIELDS,
        "letter": LETTER_FIELDS,
        "venue": VENUE_FIELDS,
    },
    secrets=(Secret("KERMESSE_CONTESTS_WRAPPING_KEY", SecretKind.KEY, irreplaceable=True),),
    processes=(Process("web", Runs.WEB, copies=2), WORKER),
)
