"""Letters to winners, as the API takes and shows them."""

from marshmallow import Schema, fields, validate

from services.contests.domain.letter import LETTER_FIELDS, LetterState
from services.contests.entrypoints.schemas.winners import WinnersContestAnswer
from shared.forms.schema import schema_of
from shared.webapp.fields import Exactly, Instant

REF = r"(?:[a-z0-9-]{6,40})?"

_ref = fields.String(load_default="", validate=Exactly(REF))
PreviewBody = schema_of(LETTER_FIELDS, "LetterPreview", ref=_ref)
LetterBody = schema_of(LETTER_FIELDS, "NewLetter", ref=_ref, as_of=Instant(required=True))


class AddresseesQuery(Schema):
    """Of whom: the winner of a ref, or all."""

    ref = _ref


class LetterSchema(Schema):
    """A letter to one winner (`ref`) or to all ("").

    `written` is how many have it, `left_out` the refs of those who lost their place before it was
    written, were erased or have no room for another. Its text stands with each
    winner; so does the `subject` of a letter to one, which is empty here once it is written.
    """

    id = fields.String(required=True)
    by = fields.String(required=True)
    asked_at = Instant(required=True)
    ref = fields.String(required=True)
    subject = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    state = fields.String(
        required=True, validate=validate.OneOf([state.value for state in LetterState])
    )
    written = fields.Integer(required=True)
    left_out = fields.List(fields.String(), required=True)


class LettersAnswer(Schema):
    """The letters of a contest, the newest first."""

    contest = fields.Nested(WinnersContestAnswer, required=True)
    items = fields.List(fields.Nested(LetterSchema), required=True)
    after = fields.String(required=True, allow_none=True)


class LetterBegunAnswer(Schema):
    """For whom a letter would be, `as_of` now, in which languages, and its first words.

    `place` and `prize` are those of one winner, None and "" of all. `greeting` is what stands
    before the text, with a word for the name.
    """

    contest = fields.Nested(WinnersContestAnswer, required=True)
    ref = fields.String(required=True)
    place = fields.Integer(required=True, allow_none=True)
    prize = fields.String(required=True)
    people = fields.Integer(required=True)
    languages = fields.List(fields.String(), required=True)
    greeting = fields.Dict(keys=fields.String(), values=fields.String())
    subject = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    text = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    as_of = Instant(required=True)
