"""Exports of people, as the API takes and shows them."""

from marshmallow import Schema, fields, validate

from services.contests.domain.export import ExportState, What
from services.contests.entrypoints.schemas.winners import WinnersContestAnswer
from shared.forms.field import LANGUAGES
from shared.tables import Tool
from shared.webapp.fields import Instant


class ExportBody(Schema):
    """What the file holds, what will open it, and the language of its heads."""

    what = fields.Enum(What, by_value=True, load_default=What.PEOPLE)
    tool = fields.Enum(Tool, by_value=True, required=True)
    language = fields.String(load_default="fr", validate=validate.OneOf(LANGUAGES))


class ExportSchema(Schema):
    """An export. `total` is 0 until it is counted; `actions` has `fetch` while the file is there.

    `size` is in bytes.
    """

    id = fields.String(required=True)
    state = fields.String(
        required=True, validate=validate.OneOf([state.value for state in ExportState])
    )
    what = fields.Enum(What, by_value=True, required=True)
    tool = fields.String(required=True)
    language = fields.String(required=True)
    by = fields.String(required=True)
    rows = fields.Integer(required=True)
    total = fields.Integer(required=True)
    size = fields.Integer(required=True)
    asked_at = Instant(required=True)
    ready_at = Instant(required=True, allow_none=True)
    dies_at = Instant(required=True, allow_none=True)
    actions = fields.List(fields.String(), required=True)


class ExportsAnswer(Schema):
    """The exports of a contest; `actions` has `export` while there are people to export.

    It has `export_winners` once there are winners, and `export_newsletter` where consents to the
    newsletter are kept apart, which outlive them.
    """

    contest = fields.Nested(WinnersContestAnswer, required=True)
    items = fields.List(fields.Nested(ExportSchema), required=True)
    after = fields.String(required=True, allow_none=True)
    actions = fields.List(fields.String(), required=True)
