"""What the routes of winners and outcomes read and answer."""

from marshmallow import Schema, fields, validate

from services.contests.domain.winner import SENDING_FIELDS, STAFF_CODES
from shared.forms.schema import schema_of
from shared.webapp import PageQuery
from shared.webapp.fields import Exactly, Truth


class ReadBody(Schema):
    """What stood there when this was decided: the `mark` of the proposal, "" for none.

    Without it nothing is compared.
    """

    seen = fields.String(load_default=None, validate=validate.Length(max=64))


class DecisionBody(ReadBody):
    """Whether what was read shall be approved, or something else proposed; absent: by evidence."""

    approve = Truth(load_default=None)


class SkipWinnerBody(DecisionBody):
    """Why a winner shall be skipped, and the hash of the evidence that staff keeps."""

    code = fields.String(required=True, validate=validate.OneOf(STAFF_CODES))
    evidence_hash = fields.String(required=True, validate=Exactly(r"^[0-9a-f]{64}$"))


class TellWinnerBody(DecisionBody):
    """The hash of the evidence, which staff keeps, that a winner was told by another channel."""

    evidence_hash = fields.String(required=True, validate=Exactly(r"^[0-9a-f]{64}$"))


class SendingBody(schema_of(SENDING_FIELDS, "Sending")):  # type: ignore[misc]
    """How the prize goes; `replaces`: it takes the place of a code that was given."""

    replaces = Truth(load_default=False)


class SkipAnswer(Schema):
    """Who proposed to skip a winner, who approved it, why and on what evidence.

    `mark` stands for the proposal as it is, for whoever decides about it.
    """

    code = fields.String()
    evidence_hash = fields.String()
    by = fields.String()
    at = fields.AwareDateTime(format="iso")
    approved_by = fields.String()
    mark = fields.String()


class ToldAnswer(Schema):
    """Who says that a winner was told of the `prize` or the `skip` by another channel."""

    about = fields.String()
    evidence_hash = fields.String()
    by = fields.String()
    at = fields.AwareDateTime(format="iso")
    approved_by = fields.String()
    mark = fields.String()


class SkipStepAnswer(Schema):
    """What an account did to a skip: `propose`, `replace`, `approve` or `keep`, and its reason."""

    did = fields.String(required=True)
    code = fields.String(required=True)
    by = fields.String(required=True)
    at = fields.AwareDateTime(required=True, format="iso")


class WinnerAnswer(Schema):
    """A winner; what follows `promoted` is for staff alone, and absent otherwise.

    `owed` is what they must be told of now: the `skip`, the `prize`, or "". `details_by` is until
    when what the prize asks is asked of them (null: nothing is, or it was given): past it nothing
    is lost by itself. What was sent counts as received at `counts_at`, unless its winner said at
    `missing_at` that something lacks.
    """

    place = fields.Integer(required=True)
    ref = fields.String(required=True)
    prize = fields.String(required=True)
    prize_index = fields.Integer(required=True)
    state = fields.String(required=True)
    code = fields.String(required=True)
    promoted = fields.Boolean(required=True)
    mail = fields.String()
    notified_at = fields.AwareDateTime(format="iso", allow_none=True)
    answer_by = fields.AwareDateTime(format="iso", allow_none=True)
    unreachable = fields.Boolean()
    owed = fields.String()
    told = fields.Nested(ToldAnswer, allow_none=True)
    announced_at = fields.AwareDateTime(format="iso", allow_none=True)
    objection_until = fields.AwareDateTime(format="iso", allow_none=True)
    skip = fields.Nested(SkipAnswer, allow_none=True)
    parcel = fields.String(metadata={"description": "Where the prize is on its way"})
    until = fields.AwareDateTime(format="iso", allow_none=True)
    details_by = fields.AwareDateTime(format="iso", allow_none=True)
    counts_at = fields.AwareDateTime(format="iso", allow_none=True)
    missing_at = fields.AwareDateTime(format="iso", allow_none=True)
    actions = fields.List(
        fields.String(),
        metadata={"description": "What this caller may do with this winner now"},
    )


class AddressAnswer(Schema):
    """Where a parcel goes."""

    name = fields.String(required=True)
    line = fields.String(required=True)
    more = fields.String(required=True)
    postcode = fields.String(required=True)
    city = fields.String(required=True)
    country = fields.String(required=True)
    phone = fields.String(required=True)


class OwnSendingAnswer(Schema):
    """How a prize goes: a parcel by `carrier`, or a `voucher`; both empty once forgotten."""

    at = fields.AwareDateTime(required=True, format="iso")
    carrier = fields.String(required=True)
    tracking = fields.String(required=True)
    voucher = fields.String(required=True)


class SendingAnswer(OwnSendingAnswer):
    """The same, with the account that noted it."""

    by = fields.String(required=True)


class GivenAnswer(Schema):
    """What a winner gave for the prize. `choice` is the option in each language."""

    address = fields.Nested(AddressAnswer, required=True, allow_none=True)
    choice = fields.Dict(required=True, allow_none=True)
    given_at = fields.AwareDateTime(required=True, format="iso", allow_none=True)
    drawn_at = fields.AwareDateTime(required=True, format="iso")
    answered_at = fields.AwareDateTime(required=True, format="iso", allow_none=True)
    fulfilled_at = fields.AwareDateTime(required=True, format="iso", allow_none=True)
    received = fields.Boolean(required=True)


class AskAnswer(Schema):
    """What the prize asks: an address, and an answer of `options`, each in its languages."""

    address = fields.Boolean(required=True)
    question = fields.Dict(required=True)
    options = fields.List(fields.Dict(), required=True)


class WinnerLetterAnswer(Schema):
    """A letter of the team as its winner got it, in `language` ("": not noted)."""

    at = fields.AwareDateTime(required=True, format="iso")
    subject = fields.String(required=True)
    text = fields.String(required=True)
    language = fields.String()


class LetterMailAnswer(Schema):
    """What became of a mail: `waiting`, `sent`, `refused` or `dropped`, and when it ended."""

    state = fields.String(required=True)
    ended_at = fields.AwareDateTime(required=True, format="iso", allow_none=True)


class SentLetterAnswer(WinnerLetterAnswer):
    """The same for the team, with the account that wrote it and its mail (null: not written)."""

    id = fields.String(required=True)
    by = fields.String(required=True)
    mail = fields.Nested(LetterMailAnswer, required=True, allow_none=True)


class ReachedWinnerAnswer(WinnerAnswer, GivenAnswer):
    """A winner with who it is; name and e-mail are "" once the person is erased.

    `version` is the winner's, which noting a sending takes as If-Match. `letters` are there where
    one winner alone is shown.
    """

    first_name = fields.String(required=True)
    email = fields.String(required=True)
    language = fields.String(required=True)
    version = fields.Integer(required=True)
    verified_at = fields.AwareDateTime(required=True, format="iso", allow_none=True)
    skipped_at = fields.AwareDateTime(required=True, format="iso", allow_none=True)
    skip_steps = fields.List(fields.Nested(SkipStepAnswer), required=True)
    sending = fields.Nested(SendingAnswer, required=True, allow_none=True)
    replaced = fields.List(
        fields.Nested(SendingAnswer),
        required=True,
        metadata={"description": "What was noted before `sending`, in turn"},
    )
    ask = fields.Nested(AskAnswer, required=True)
    letters = fields.List(fields.Nested(SentLetterAnswer))


class WinnersContestAnswer(Schema):
    """The contest of a page of winners."""

    id = fields.String(required=True)
    state = fields.String(required=True)
    texts = fields.Dict(keys=fields.String(), required=True)
    settings = fields.Dict(keys=fields.String(), required=True)


class WinnersQuery(PageQuery):
    """The query of the list of winners: `limit` counts places, `after` is the last one seen."""

    after = fields.String(load_default=None, validate=Exactly(r"^[0-9]{1,9}$"))


class WinnersAnswer(Schema):
    """Who holds or held each place, in turn."""

    contest = fields.Nested(WinnersContestAnswer, required=True)
    items = fields.List(fields.Nested(ReachedWinnerAnswer), required=True)
    after = fields.String(required=True, allow_none=True)
    progress = fields.Dict(
        keys=fields.String(),
        values=fields.Integer(),
        required=True,
        metadata={"description": "How many prizes of the contest stand where"},
    )
    actions = fields.List(
        fields.String(),
        required=True,
        metadata={"description": "`write_letter` where one may write to them, or to the one shown"},
    )


class OutcomeAnswer(Schema):
    """What became of the winners.

    Of the prizes that are `not_awarded`, `without_entry` found nobody in the list; each other one
    was given up or lost when no alternate was left, which the chain tells.
    """

    digest = fields.String(required=True)
    winners = fields.List(fields.Nested(WinnerAnswer), required=True)
    chain = fields.List(fields.Dict(keys=fields.String()), required=True)
    alternates_left = fields.Integer(required=True)
    not_awarded = fields.Integer(required=True)
    without_entry = fields.Integer(required=True)
