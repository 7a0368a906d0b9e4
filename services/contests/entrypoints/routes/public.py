"""What everybody sees of a contest, and the pages behind the links in mails.

GET shows and changes nothing; POST acts.
"""

from typing import Any

from flask_smorest import Blueprint

from services.contests.domain.contest import State
from services.contests.entrypoints.outcome_views import outcome_for_everybody
from services.contests.entrypoints.schemas.contests import PublicContestSchema
from services.contests.entrypoints.schemas.entries import (
    ConfirmationSchema,
    OwnEntrySchema,
    PendingConfirmationSchema,
    SubscriptionSchema,
)
from services.contests.entrypoints.views import for_everybody
from services.contests.manifest import READ_PUBLISHED, TAKE_PART
from services.contests.use_cases.contest.read import read_public_contest
from services.contests.use_cases.context import Context
from services.contests.use_cases.entry.confirm import Confirmation, confirm_entry
from services.contests.use_cases.entry.read_confirmation import (
    PendingConfirmation,
    read_confirmation,
)
from services.contests.use_cases.entry.read_own import OwnEntry, read_own_entry
from services.contests.use_cases.entry.unsubscribe import (
    Subscription,
    read_subscription,
    unsubscribe,
)
from services.contests.use_cases.entry.withdraw import withdraw_entry
from services.contests.use_cases.outcome.read import read_outcome
from shared.webapp import caller, requires

DRAWN = (State.DRAWN, State.SETTLED)


def public_blueprint(context: Context) -> Blueprint:
    """Return the route of a public contest."""
    routes = Blueprint("public", __name__, description="Published contests")

    @routes.get("/public/contests/<slug>")
    @requires(READ_PUBLISHED)
    @routes.response(200, PublicContestSchema)
    def contest(slug: str) -> dict[str, Any]:
        """A published contest: its frozen rules, its form, its seal, its winners."""
        who = caller().workspace_id
        view = read_public_contest(context, workspace=who, slug=slug)
        if view.contest.state not in DRAWN:
            return for_everybody(view, None)
        outcome = read_outcome(context, workspace=who, contest=view.contest.id)
        return for_everybody(view, outcome_for_everybody(outcome))

    return routes


def confirmations_blueprint(context: Context) -> Blueprint:
    """Return the routes behind the link of a confirmation mail."""
    routes = Blueprint("confirmations", __name__, description="Confirming an entry")

    @routes.get("/confirmations/<token>")
    @requires(TAKE_PART)
    @routes.response(200, PendingConfirmationSchema)
    def show(token: str) -> PendingConfirmation:
        """What confirming would do; changes nothing."""
        return read_confirmation(context, workspace=caller().workspace_id, token=token)

    @routes.post("/confirmations/<token>")
    @requires(TAKE_PART)
    @routes.response(200, ConfirmationSchema)
    def confirm(token: str) -> Confirmation:
        """Confirm an entry; answers its signed receipt."""
        return confirm_entry(context, workspace=caller().workspace_id, token=token)

    return routes


def own_entry_blueprint(context: Context) -> Blueprint:
    """Return the routes behind the link to one's own entry."""
    routes = Blueprint("own_entry", __name__, description="One's own entry")

    @routes.get("/entries/by-token/<token>")
    @requires(TAKE_PART)
    @routes.response(200, OwnEntrySchema)
    def show(token: str) -> OwnEntry:
        """One's own entry; changes nothing."""
        return read_own_entry(context, workspace=caller().workspace_id, token=token)

    @routes.post("/entries/by-token/<token>/withdraw")
    @requires(TAKE_PART)
    @routes.response(200, OwnEntrySchema)
    def withdraw(token: str) -> OwnEntry:
        """Leave the contest; personal data is erased."""
        return withdraw_entry(context, workspace=caller().workspace_id, token=token)

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
        who = caller().workspace_id
        unsubscribe(context, workspace=who, token=token)
        return read_subscription(context, workspace=who, token=token)

    return routes
