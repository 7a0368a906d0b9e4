"""Contests, as the API reads and shows them."""

from typing import Any

from marshmallow import Schema, fields, validate, validates_schema

from services.contests.domain.contest import Phase, State
from services.contests.domain.contest.form import ASKS_FIELDS, FIELDS
from services.contests.entrypoints.schemas.entries import EntryPage
from services.contests.entrypoints.schemas.settings import SettingsSchema, amended_value
from services.contests.entrypoints.schemas.venues import VenueSchema
from services.contests.entrypoints.schemas.winners import OutcomeAnswer
from shared.forms.schema import marshmallow_field, schema_of
from shared.webapp import PageQuery, page_schema
from shared.webapp.fields import Instant, text

TextsSchema = schema_of(FIELDS, "Texts", under="texts", draft=True)
[SLUG] = [field for field in FIELDS if field.path == "slug"]
[ASKS] = ASKS_FIELDS


class NewContestSchema(Schema):
    """A draft to create."""

    slug = marshmallow_field(SLUG, draft=True)
    settings = fields.Nested(SettingsSchema, load_default=dict)
    texts = fields.Nested(TextsSchema, load_default=dict)


class DraftSchema(Schema):
    """A change of a draft: members replace those of the same name, null takes one back.

    `asks` are what prizes ask of their winners, all of them at once.
    """

    slug = marshmallow_field(SLUG, draft=True)
    settings = fields.Nested(SettingsSchema, load_default=dict)
    texts = fields.Nested(TextsSchema, load_default=dict)
    asks = marshmallow_field(ASKS, draft=True)


class AmendmentSchema(Schema):
    """A change of a frozen setting, `field` its dotted path (`closes_at`, `organiser.contact`)."""

    field = fields.String(required=True, validate=validate.Length(min=1, max=100))
    after = fields.Raw(required=True)
    reason = text(1000, shortest=1, required=True)

    @validates_schema
    def check_after(self, data: dict[str, Any], **_: Any) -> None:
        """Refuse a value that settings would refuse, and write it as they would."""
        data["after"] = amended_value(data["field"], data["after"])


class CancellationSchema(Schema):
    """Why a contest is called off."""

    reason = text(1000, shortest=1, required=True)


class ContestQuery(PageQuery):
    """The query of the list of contests."""

    state = fields.String(validate=validate.OneOf([state.value for state in State]))


class SummarySchema(Schema):
    """A contest in a list."""

    id = fields.String(required=True)
    slug = fields.String(required=True)
    state = fields.String(required=True)
    version = fields.Integer(required=True)
    texts = fields.Dict(required=True)
    opens_at = fields.String(allow_none=True)
    closes_at = fields.String(allow_none=True)
    draw_at = fields.String(allow_none=True)
    created_at = Instant(required=True)
    updated_at = Instant(required=True)
    actions = fields.List(fields.String(), required=True)


class StepSchema(Schema):
    """One step of a contest's life."""

    step = fields.String(required=True)
    at = Instant(allow_none=True)
    done = fields.Boolean(required=True)
    happened_at = Instant(allow_none=True)


class BlockingSchema(Schema):
    """One reason why a contest cannot open."""

    field = fields.String(required=True)
    code = fields.String(required=True)
    params = fields.Dict(required=True)


class CountsSchema(Schema):
    """How many entries there are."""

    entries = fields.Integer(required=True)
    confirmed = fields.Integer(required=True)
    unconfirmed = fields.Integer(required=True)
    excluded = fields.Dict(required=True)
    refused = fields.Dict(required=True)


class ContestSchema(Schema):
    """A contest for its team.

    `actions` are what the caller may do now; `confirm_until` is until when an entry can be
    confirmed, null where none can any more; `amendable` the settings that may be amended then;
    `beacon_late` says that the round of a sealed contest should have come, `seal_mails` that
    everyone in the list gets the seal by mail. `rules_hashes` are
    those at the opening and after each amendment; `rules_hash` is the last.
    """

    id = fields.String(required=True)
    slug = fields.String(required=True)
    state = fields.String(required=True)
    version = fields.Integer(required=True)
    settings = fields.Dict(required=True)
    texts = fields.Dict(required=True)
    asks = fields.List(fields.Dict(), required=True)
    blocking = fields.List(fields.Nested(BlockingSchema), required=True)
    computed = fields.List(
        fields.String(),
        required=True,
        metadata={
            "description": "Dates of a draft that nobody chose, computed anew at each change"
        },
    )
    rules_hash = fields.String(required=True)
    rules_hashes = fields.List(fields.String(), required=True)
    venues = fields.List(fields.Nested(VenueSchema), required=True)
    amendments = fields.List(fields.Dict(), required=True)
    cancel_reason = fields.String(required=True)
    confirm_until = Instant(required=True, allow_none=True)
    timeline = fields.List(fields.Nested(StepSchema), required=True)
    seal = fields.String(allow_none=True)
    commitment = fields.Dict(allow_none=True)
    draw = fields.Dict(allow_none=True)
    counts = fields.Nested(CountsSchema, allow_none=True)
    test_beacon = fields.Boolean(required=True)
    seal_mails = fields.Boolean(required=True)
    max_weight = fields.Integer(required=True)
    actions = fields.List(fields.String(), required=True)
    amendable = fields.List(fields.String(), required=True)
    beacon_late = fields.Boolean(required=True)
    created_at = Instant(required=True)
    updated_at = Instant(required=True)


class PhaseSchema(Schema):
    """Where a contest stands for everybody, and the instant from which it stands in the next."""

    phase = fields.Enum(Phase, by_value=True, required=True)
    until = Instant(required=True, allow_none=True)


class PublicContestSchema(Schema):
    """A contest for everybody. `lines` are the exact texts that an entrant agrees to.

    `seal_mails` says that everyone in the list gets the seal by mail; `confirm_until` is until when
    an entry can be confirmed, null where none can any more.

    `rules_parts` are the line about the rules in three parts, of which the second is a link to
    them; of `phases` the first one counts whose end is not reached.
    """

    id = fields.String(required=True)
    slug = fields.String(required=True)
    state = fields.String(required=True)
    settings = fields.Dict(required=True)
    texts = fields.Dict(required=True)
    rules_hash = fields.String(required=True)
    rules_hashes = fields.List(fields.String(), required=True)
    venues = fields.List(fields.Nested(VenueSchema), required=True)
    amendments = fields.List(fields.Dict(), required=True)
    cancel_reason = fields.String(required=True)
    cancelled_at = Instant(allow_none=True)
    confirm_until = Instant(required=True, allow_none=True)
    entry_fields = fields.List(fields.Dict(), required=True)
    chances = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    lines = fields.Dict(required=True)
    rules_parts = fields.Dict(
        keys=fields.String(), values=fields.List(fields.String()), required=True
    )
    phases = fields.List(fields.Nested(PhaseSchema), required=True)
    timeline = fields.List(fields.Nested(StepSchema), required=True)
    seal = fields.String(allow_none=True)
    commitment = fields.Dict(allow_none=True)
    entries = fields.Integer(allow_none=True)
    draw = fields.Dict(allow_none=True)
    outcome = fields.Dict(allow_none=True)
    test_beacon = fields.Boolean(required=True)
    seal_mails = fields.Boolean(required=True)


class ListedContestSchema(Schema):
    """A published contest in a list for everybody."""

    slug = fields.String(required=True)
    state = fields.String(required=True)
    texts = fields.Dict(required=True)
    settings = fields.Dict(required=True)
    phases = fields.List(fields.Nested(PhaseSchema), required=True)


class MechanicSchema(Schema):
    """A mechanic, and what it asks of staff."""

    kind = fields.String(required=True)
    labels = fields.Dict(required=True)
    settings_fields = fields.List(fields.Dict(), required=True)


class SummaryPage(page_schema(SummarySchema)):  # type: ignore[misc]  # made there
    """A page of contests; `actions` are what the caller may do with none of them."""

    actions = fields.List(fields.String(), required=True)


class OverviewSchema(Schema):
    """A contest as its page shows it; `outcome` is null before the draw."""

    contest = fields.Nested(ContestSchema, required=True)
    entries = fields.Nested(EntryPage, required=True)
    outcome = fields.Nested(OutcomeAnswer, required=True, allow_none=True)
