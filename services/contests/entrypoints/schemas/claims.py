"""What the routes of claims read and answer."""

from marshmallow import Schema, fields

from services.contests.domain.winner import DETAILS_FIELDS
from services.contests.entrypoints.schemas.winners import (
    AskAnswer,
    GivenAnswer,
    OwnSendingAnswer,
    WinnerLetterAnswer,
)
from shared.forms.schema import MoneySchema, schema_of

# What the prize asks decides what may lack: the domain says so.
DetailsBody = schema_of(DETAILS_FIELDS, "Details", draft=True)


class ClaimContestAnswer(Schema):
    """The contest of a claim."""

    id = fields.String(required=True)
    slug = fields.String(required=True)
    state = fields.String(required=True)
    texts = fields.Dict(keys=fields.String(), required=True)
    zone = fields.String(required=True)
    organiser = fields.Dict(keys=fields.String(), required=True)
    countries = fields.List(fields.String(), required=True)


class ObjectionAnswer(Schema):
    """The announced skip to which a winner may object: why, and until when once they were told."""

    code = fields.String(required=True)
    until = fields.AwareDateTime(required=True, format="iso", allow_none=True)


class ClaimAnswer(GivenAnswer):
    """What a winner sees behind the link of their mail.

    `followed_by` is what became of the prize of someone skipped: `promoted` (an alternate has it),
    `not_awarded` (none was left), or "" while that is not known. `actions` are what the winner may
    do now, `parcel` is where the prize is, `handing` what the rules say of how it is handed over
    (`prize_en` and `handing_en`: to who reads English, or "");
    what they gave goes at `forget_at`, what the prize asks is asked for until `details_by`, what
    was sent counts as received at `counts_at`.
    """

    contest = fields.Nested(ClaimContestAnswer, required=True)
    first_name = fields.String(required=True)
    country = fields.String(required=True)
    prize = fields.String(required=True)
    prize_en = fields.String(required=True)
    value = fields.Nested(MoneySchema, required=True, allow_none=True)
    handing = fields.String(required=True)
    handing_en = fields.String(required=True)
    place = fields.Integer(required=True)
    ref = fields.String(required=True)
    state = fields.String(required=True)
    code = fields.String(required=True)
    answer_by = fields.AwareDateTime(format="iso", allow_none=True)
    followed_by = fields.String(required=True)
    alternates_left = fields.Integer(required=True)
    parcel = fields.String(required=True)
    details_by = fields.AwareDateTime(format="iso", allow_none=True)
    forget_at = fields.AwareDateTime(required=True, format="iso", allow_none=True)
    counts_at = fields.AwareDateTime(required=True, format="iso", allow_none=True)
    objection = fields.Nested(ObjectionAnswer, required=True, allow_none=True)
    ask = fields.Nested(AskAnswer, required=True)
    sending = fields.Nested(OwnSendingAnswer, required=True, allow_none=True)
    letters = fields.List(fields.Nested(WinnerLetterAnswer), required=True)
    actions = fields.List(fields.String(), required=True)
