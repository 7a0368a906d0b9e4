"""Entries: the form that the public sends, and the review by the team."""

from datetime import datetime
from typing import Any

from flask_smorest import Blueprint

from services.contests.domain.entry import EntryForm, ExclusionReason
from services.contests.entrypoints.schemas.entries import (
    AcceptedSchema,
    EntryFormSchema,
    EntryPage,
    EntryQuery,
    EntrySchema,
    ExclusionSchema,
)
from services.contests.entrypoints.views import entry_view
from services.contests.manifest import READ_CONTESTS, REVIEW_ENTRIES, TAKE_PART
from services.contests.use_cases.context import Context
from services.contests.use_cases.entry.exclude import exclude_entry
from services.contests.use_cases.entry.list import list_entries
from services.contests.use_cases.entry.reinstate import reinstate_entry
from services.contests.use_cases.entry.review import reviewed
from services.contests.use_cases.entry.send_again import send_again
from services.contests.use_cases.entry.submit import submit_entry
from shared.documents import Page
from shared.webapp import IDEMPOTENCY_KEY, caller, idempotency_key, requires


def entries_blueprint(context: Context) -> Blueprint:
    """Return the routes of a contest's entries."""
    routes = Blueprint("entries", __name__, description="Entries")
    # Made once: webargs would make a schema given as a class anew for every form.
    form = EntryFormSchema()

    @routes.post("/contests/<contest_id>/entries")
    @requires(TAKE_PART)
    @routes.doc(parameters=[IDEMPOTENCY_KEY])
    @routes.arguments(form)
    @routes.response(202, AcceptedSchema)
    def submit(body: dict[str, Any], contest_id: str) -> dict[str, Any]:
        """Enter; the answer never tells whether the address takes part already."""
        who, key = caller().workspace_id, idempotency_key() or ""
        entry = submit_entry(
            context,
            workspace=who,
            contest=contest_id,
            form=EntryForm(**body),
            idempotency_key=key,
        )
        return _accepted(entry.next_again(0))

    @routes.post("/contests/<contest_id>/entries/again")
    @requires(TAKE_PART)
    @routes.doc(parameters=[IDEMPOTENCY_KEY])
    @routes.response(202, AcceptedSchema)
    def again(contest_id: str) -> dict[str, Any]:
        """Send the mail of the form with this Idempotency-Key once more."""
        who, key = caller().workspace_id, idempotency_key() or ""
        return _accepted(
            send_again(context, workspace=who, contest=contest_id, idempotency_key=key)
        )

    @routes.get("/contests/<contest_id>/entries")
    @requires(READ_CONTESTS)
    @routes.arguments(EntryQuery, location="query")
    @routes.response(200, EntryPage)
    def listing(query: dict[str, Any], contest_id: str) -> Page[dict[str, Any]]:
        """The entries of a contest, without a name or an address."""
        who = caller().workspace_id
        return list_entries(context, workspace=who, contest=contest_id, **query).of(entry_view)

    @routes.post("/contests/<contest_id>/entries/<entry_id>/exclude")
    @requires(REVIEW_ENTRIES)
    @routes.arguments(ExclusionSchema)
    @routes.response(200, EntrySchema)
    def exclude(body: dict[str, str], contest_id: str, entry_id: str) -> dict[str, Any]:
        """Take an entry out during the review, for a public reason."""
        who, reason = caller(), ExclusionReason(body["reason"])
        entry = exclude_entry(
            context,
            workspace=who.workspace_id,
            contest=contest_id,
            entry=entry_id,
            reason=reason,
            by=who.subject,
            note=body["note"],
        )
        return entry_view(reviewed(context, entry))

    @routes.post("/contests/<contest_id>/entries/<entry_id>/reinstate")
    @requires(REVIEW_ENTRIES)
    @routes.response(200, EntrySchema)
    def reinstate(contest_id: str, entry_id: str) -> dict[str, Any]:
        """Put an excluded entry back in, after an appeal."""
        who = caller()
        entry = reinstate_entry(
            context,
            workspace=who.workspace_id,
            contest=contest_id,
            entry=entry_id,
            by=who.subject,
        )
        return entry_view(reviewed(context, entry))

    return routes


def _accepted(again_at: datetime | None) -> dict[str, Any]:
    return {"message": "look_into_your_mail", "again_at": again_at}
