"""One's own entry, by the links in one's mails. GET shows and changes nothing; POST acts."""

from typing import Any

from flask_smorest import Blueprint

from services.contests.entrypoints.own_views import own_data_view
from services.contests.entrypoints.schemas.entries import (
    CorrectionSchema,
    LeavingSchema,
    OwnEntrySchema,
    SubscriptionSchema,
)
from services.contests.entrypoints.schemas.own_data import OwnDataSchema
from services.contests.manifest import TAKE_PART
from services.contests.use_cases.context import Context
from services.contests.use_cases.entry.correct import correct_entry
from services.contests.use_cases.entry.export_own import export_own_data
from services.contests.use_cases.entry.read_own import OwnEntry, read_own_entry
from services.contests.use_cases.entry.unsubscribe import (
    Subscription,
    read_subscription,
    unsubscribe,
)
from services.contests.use_cases.entry.withdraw import withdraw_entry
from shared.webapp import caller, requires


def own_entry_blueprint(context: Context) -> Blueprint:
    """Return the routes behind the link to one's own entry."""
    routes = Blueprint("own_entry", __name__, description="One's own entry")
    correction = CorrectionSchema()

    @routes.get("/entries/by-token/<token>")
    @requires(TAKE_PART)
    @routes.response(200, OwnEntrySchema)
    def show(token: str) -> OwnEntry:
        """One's own entry; changes nothing."""
        return read_own_entry(context, workspace=caller().workspace_id, token=token)

    @routes.get("/entries/by-token/<token>/data")
    @requires(TAKE_PART)
    @routes.response(200, OwnDataSchema)
    def data(token: str) -> dict[str, Any]:
        """All that is kept of the person, to take away; changes nothing."""
        found = export_own_data(context, workspace=caller().workspace_id, token=token)
        return own_data_view(found)

    @routes.post("/entries/by-token/<token>/correct")
    @requires(TAKE_PART)
    @routes.arguments(correction)
    @routes.response(200, OwnEntrySchema)
    def correct(body: dict[str, str], token: str) -> OwnEntry:
        """Correct name and country, until entries end."""
        return correct_entry(context, workspace=caller().workspace_id, token=token, **body)

    @routes.post("/entries/by-token/<token>/withdraw")
    @requires(TAKE_PART)
    @routes.arguments(LeavingSchema, required=False)
    @routes.response(200, OwnEntrySchema)
    def withdraw(body: dict[str, bool], token: str) -> OwnEntry:
        """Erase one's data; before the seal the entry leaves the draw, a prize passes on."""
        return withdraw_entry(context, workspace=caller().workspace_id, token=token, **body)

    return routes


def unsubscribing_blueprint(context: Context) -> Blueprint:
    """Return the routes behind the link that stops marketing."""
    routes = Blueprint("unsubscribing", __name__, description="Stopping marketing")

    @routes.get("/entries/by-token/<token>/unsubscribe")
    @requires(TAKE_PART)
    @routes.response(200, SubscriptionSchema)
    def subscription(token: str) -> Subscription:
        """What the token for it would stop; changes nothing."""
        return read_subscription(context, workspace=caller().workspace_id, token=token)

    @routes.post("/entries/by-token/<token>/unsubscribe")
    @requires(TAKE_PART)
    @routes.response(200, SubscriptionSchema)
    def stop(token: str) -> Subscription:
        """Stop marketing, by the token for it alone; the entry stays."""
        return unsubscribe(context, workspace=caller().workspace_id, token=token)

    return routes
