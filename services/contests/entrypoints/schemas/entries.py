"""Entries, as the API reads and shows them."""

from marshmallow import Schema, fields, validate

from services.contests.domain.entry import (
    CONFIRMED_ONCE,
    CORRECTABLE,
    ENTRY_FIELDS,
    EntryState,
    ExclusionReason,
    HintReason,
)
from services.contests.entrypoints.schemas.winners import AddressAnswer, OwnSendingAnswer
from shared.forms.field import LANGUAGES
from shared.forms.schema import marshmallow_field, schema_of
from shared.webapp import PageQuery, page_schema
from shared.webapp.fields import Exactly, Instant, Params, Truth, text

FIRST_NAME = next(field for field in ENTRY_FIELDS if field.path == "first_name")
SOURCE = Exactly(r"^[A-Za-z0-9_-]{0,64}$")
LINK = Exactly(r"^[\w-]{0,64}$")


EntryFormSchema = schema_of(
    ENTRY_FIELDS,
    "EntryForm",
    language=fields.String(load_default="fr", validate=validate.OneOf(LANGUAGES)),
    source=fields.String(load_default="", validate=SOURCE),
    link=fields.String(load_default="", validate=LINK),
    answers=Params(load_default=dict),
)


class AcceptedSchema(Schema):
    """The one answer to every form that was taken.

    `again_at` is from when its mail may be asked for once more, null where it may not.
    """

    message = fields.String(required=True)
    again_at = Instant(required=True, allow_none=True)


class EntryQuery(PageQuery):
    """The query of the list of entries."""

    state = fields.String(validate=validate.OneOf([state.value for state in EntryState]))
    hinted = fields.Boolean(
        load_default=False,
        metadata={"description": "Confirmed entries that deserve a look, whatever `state` says"},
    )


class HintSchema(Schema):
    """Why somebody may look at an entry; it refuses nobody by itself."""

    reason = fields.String(
        required=True, validate=validate.OneOf([reason.value for reason in HintReason])
    )
    refs = fields.List(
        fields.String(),
        required=True,
        metadata={"description": "The other entries of the same mailbox"},
    )
    count = fields.Integer(
        required=True, metadata={"description": "How many of its mail domain came at once"}
    )


class EntrySchema(Schema):
    """An entry for the team: no name, no address. `actions` are what the caller may decide now.

    `note` is what whoever excluded it noted, "" for those who review no entries.
    """

    id = fields.String(required=True)
    ref = fields.String(required=True)
    state = fields.String(required=True)
    source = fields.String(required=True)
    submitted_at = Instant(required=True)
    confirmed_at = Instant(allow_none=True)
    weight = fields.Integer(required=True)
    reason = fields.String(required=True)
    hints = fields.List(fields.Nested(HintSchema), required=True)
    note = fields.String(required=True)
    actions = fields.List(fields.String(), required=True)


EntryPage = page_schema(EntrySchema)


class ExclusionSchema(Schema):
    """Why an entry is taken out."""

    reason = fields.String(
        required=True, validate=validate.OneOf([reason.value for reason in ExclusionReason])
    )
    note = text(1000, load_default="")


class EntryContestSchema(Schema):
    """What the pages behind links in mails say of the contest."""

    id = fields.String(required=True)
    slug = fields.String(required=True)
    state = fields.String(required=True)
    texts = fields.Dict(required=True)
    settings = fields.Dict(attribute="in_force", required=True)
    rules_hash = fields.String(required=True)
    cancel_reason = fields.String(required=True)
    confirm_until = Instant(required=True, allow_none=True)
    test_beacon = fields.Boolean(required=True)


class PendingConfirmationSchema(Schema):
    """What the button of a confirmation page would do; `ref` once the entry was confirmed.

    `reason` is "" unless `state` is `excluded`. `newsletter` is the line that was ticked on the
    form, which counts once confirmed, or "".
    """

    state = fields.String(
        attribute="prospect",
        required=True,
        validate=validate.OneOf(["pending", "confirmed", "excluded", "already", "closed"]),
    )
    reason = fields.String(required=True)
    ref = fields.String(allow_none=True)
    newsletter = fields.String(required=True)
    first_name = fields.String(attribute="entry.person.first_name", required=True)
    language = fields.String(attribute="entry.language", required=True)
    contest = fields.Nested(EntryContestSchema, required=True)


class ConfirmingSchema(Schema):
    """What the owner of the address says of what was typed.

    `newsletter`: whether a tick for it is confirmed with the entry. `first_name` puts the one of
    the form right, "" leaves it.
    """

    newsletter = Truth(load_default=True)
    first_name = marshmallow_field(FIRST_NAME, draft=True, load_default="")


class ConfirmationSchema(Schema):
    """An entry that was confirmed and its signed receipt; whoever was excluded since is told why.

    `reason` is "" unless `state` is `excluded`.
    """

    state = fields.String(
        attribute="entry.state",
        required=True,
        validate=validate.OneOf([state.value for state in CONFIRMED_ONCE]),
    )
    reason = fields.String(attribute="entry.reason", required=True)
    ref = fields.String(attribute="entry.ref", required=True)
    weight = fields.Integer(attribute="entry.weight", required=True)
    receipt = fields.Dict(attribute="entry.receipt", required=True)
    contest = fields.Nested(EntryContestSchema, required=True)


class ConsentSchema(Schema):
    """What a person agreed to."""

    purpose = fields.String(required=True)
    text_hash = fields.String(required=True)
    language = fields.String(required=True)
    at = Instant(required=True)
    confirmed_at = Instant(allow_none=True)
    withdrawn_at = Instant(allow_none=True)


class SubscriptionSchema(Schema):
    """What the page that stops marketing says: nothing of the entry but its consents.

    `actions` has `unsubscribe` as long as there is something to stop. Once the entry is erased,
    `state` is "".
    """

    state = fields.String(required=True)
    reason = fields.String(required=True)
    language = fields.String(required=True)
    consents = fields.List(fields.Nested(ConsentSchema), required=True)
    actions = fields.List(fields.String(), required=True)
    contest = fields.Nested(EntryContestSchema, required=True)


class LeavingSchema(Schema):
    """Whether who leaves gives up the prize that they hold; absent: they do."""

    gives_up = Truth(load_default=True)


CorrectionSchema = schema_of(CORRECTABLE, "Correction")


class OwnResultSchema(Schema):
    """What the draw means to an entry of its list.

    `kind`: `place` (see its prize, there in a moment), `alternate` (a prize may still come to it),
    `uncalled` (an alternate, and every prize found its taker) or `not_drawn`. `rank` is its rank
    among the alternates, from 1; null where it is none.
    """

    kind = fields.String(required=True)
    rank = fields.Integer(required=True, allow_none=True)


class OwnPrizeSchema(Schema):
    """The prize that an entry holds, or held, with what its person gave for it and how it goes.

    `promoted`: it came to them as to an alternate. `may_lose` says whether it would pass on if they
    left: what has gone stays theirs.
    `objection_code` is why it shall be taken from them, "" where it shall not; they may object
    until `objection_until`, null before they were told. What was sent counts as received at
    `counts_at`, unless they said at `missing_at` that something lacks.
    """

    name = fields.String(attribute="prize_name", required=True)
    index = fields.Integer(attribute="prize", required=True)
    state = fields.String(required=True)
    code = fields.String(required=True)
    promoted = fields.Boolean(required=True)
    may_lose = fields.Boolean(required=True)
    objection_code = fields.String(attribute="objectionable.code", dump_default="")
    objection_until = Instant(allow_none=True)
    address = fields.Nested(AddressAnswer, required=True, allow_none=True)
    choice = fields.Dict(required=True, allow_none=True)
    given_at = Instant(required=True, allow_none=True)
    sending = fields.Nested(OwnSendingAnswer, required=True, allow_none=True)
    counts_at = Instant(required=True, allow_none=True)
    missing_at = Instant(required=True, allow_none=True)


class OwnEntrySchema(Schema):
    """A person's own entry, with what is kept of them: "" once it is erased, or until confirmed.

    `actions` are what they may do with it: `correct`, `withdraw` (which erases them),
    `unsubscribe`, `export`. `kept_until` is when they are erased at the latest. `alternates_left`
    is how many may still take their prize, null where they hold none that would pass on. `result`
    is what the draw means to it, null before; the last answers are awaited until `answers_until`.
    """

    ref = fields.String(attribute="entry.ref", required=True)
    weight = fields.Integer(attribute="entry.weight", required=True)
    state = fields.String(attribute="entry.state", required=True)
    reason = fields.String(attribute="entry.reason", required=True)
    language = fields.String(attribute="entry.language", required=True)
    first_name = fields.String(attribute="entry.person.first_name", required=True)
    email = fields.String(attribute="entry.person.email", required=True)
    country = fields.String(attribute="entry.country", required=True)
    source = fields.String(attribute="entry.source", required=True)
    submitted_at = Instant(attribute="entry.submitted_at", required=True)
    confirmed_at = Instant(attribute="entry.confirmed_at", allow_none=True)
    kept_until = Instant(allow_none=True)
    consents = fields.List(fields.Nested(ConsentSchema), attribute="entry.consents", required=True)
    receipt = fields.Dict(attribute="entry.receipt", allow_none=True)
    in_list = fields.Boolean(allow_none=True)
    seals_at = Instant(attribute="contest.schedule.review_until", required=True)
    prize = fields.Nested(OwnPrizeSchema, attribute="winner", allow_none=True)
    alternates_left = fields.Integer(allow_none=True)
    result = fields.Nested(OwnResultSchema, allow_none=True)
    answers_until = Instant(attribute="contest.schedule.last_answer", required=True)
    unsubscribe = fields.String(required=True)
    actions = fields.List(fields.String(), required=True)
    seal = fields.String(attribute="contest.seal", required=True)
    contest = fields.Nested(EntryContestSchema, required=True)
