"""Payouts for their team: what is due, proposed, approved by another, carried out by a bank."""

from typing import Any

from flask import Response
from flask_smorest import Blueprint

from services.influencers.domain.payout import Payout
from services.influencers.entrypoints.money_views import (
    owed_page_view,
    owed_view,
    payout_view,
    whole_payout_view,
)
from services.influencers.entrypoints.schemas.payouts import (
    ExportBody,
    OwedPage,
    PayoutPage,
    PayoutQuery,
    PayoutWholeSchema,
    ProposalAnswer,
    ProposalBody,
)
from services.influencers.manifest import PAY
from services.influencers.use_cases.context import Context
from services.influencers.use_cases.payout.bank import (
    confirm_return,
    dismiss_return,
    note_paid,
    note_returned,
)
from services.influencers.use_cases.payout.decide import confirm_payout, decline_payout
from services.influencers.use_cases.payout.export import export_payouts
from services.influencers.use_cases.payout.owed import minimum_of, owed_in
from services.influencers.use_cases.payout.propose import propose_payout
from services.influencers.use_cases.payout.read import list_payouts, names_of, read_payout
from services.influencers.use_cases.payout.round import ask_round
from shared.webapp import IDEMPOTENCY_KEY, PageQuery, caller, idempotency_key, requires


def payouts_blueprint(context: Context) -> Blueprint:
    """Return the routes of payouts."""
    routes = Blueprint("payouts", __name__, description="Payouts")

    _reading(routes, context)
    _proposing(routes, context)
    _deciding(routes, context)
    _banking(routes, context)
    return routes


def _reading(routes: Blueprint, context: Context) -> None:
    @routes.get("/payouts")
    @requires(PAY)
    @routes.arguments(PayoutQuery, location="query")
    @routes.response(200, PayoutPage)
    def listing(query: dict[str, Any]) -> dict[str, Any]:
        """The payouts of the workspace, the newest first; that partners are shown is noted."""
        page = list_payouts(context, **_who(), **query)
        items = [payout_view(each) for each in page.items]
        return {"items": items, "after": page.after, "paid_through": context.paid_through.value}

    @routes.get("/payouts/<payout_id>")
    @requires(PAY)
    @routes.response(200, PayoutWholeSchema)
    def read(payout_id: str) -> dict[str, Any]:
        """A payout, what it takes from, and the account it goes to."""
        return whole_payout_view(read_payout(context, **_who(), payout=payout_id), context)

    @routes.get("/programs/<program_id>/owed")
    @requires(PAY)
    @routes.arguments(PageQuery, location="query")
    @routes.response(200, OwedPage)
    def owed(query: dict[str, Any], program_id: str) -> dict[str, Any]:
        """The partners of a program with what is due to each, and what is missing to a payout."""
        who = _who()
        found, page = owed_in(context, workspace=who["workspace"], program=program_id, **query)
        partners = [each.partner_id for each in page.items]
        names = names_of(context, who["workspace"], partners, who["by"])
        items = [owed_view(each, names.get(each.partner_id, "")) for each in page.items]
        shown = owed_page_view(found, items, minimum_of(found))
        return {**shown, "after": page.after, "paid_through": context.paid_through.value}


def _proposing(routes: Blueprint, context: Context) -> None:
    @routes.post("/programs/<program_id>/payouts")
    @requires(PAY)
    @routes.doc(parameters=[IDEMPOTENCY_KEY])
    @routes.arguments(ProposalBody)
    @routes.response(202, ProposalAnswer)
    def propose(body: dict[str, Any], program_id: str) -> dict[str, Any]:
        """Propose a payout to one partner, or to all; the same Idempotency-Key proposes once."""
        who, request = {**_who(), "program": program_id}, idempotency_key() or ""
        if not body["partner_id"]:
            ask_round(context, **who, request=request)
            return {"payout_id": ""}
        made = propose_payout(context, **who, partner=body["partner_id"], request=request)
        return {"payout_id": made.id}


def _deciding(routes: Blueprint, context: Context) -> None:
    @routes.post("/payouts/<payout_id>/confirm")
    @requires(PAY)
    @routes.response(200, PayoutWholeSchema)
    def confirm(payout_id: str) -> dict[str, Any]:
        """Approve a payout that somebody else proposed."""
        return _shown(context, confirm_payout(context, **_who(), payout=payout_id))

    @routes.post("/payouts/<payout_id>/decline")
    @requires(PAY)
    @routes.response(200, PayoutWholeSchema)
    def decline(payout_id: str) -> dict[str, Any]:
        """Turn a payout down: what it took is owed again."""
        return _shown(context, decline_payout(context, **_who(), payout=payout_id))


def _banking(routes: Blueprint, context: Context) -> None:
    @routes.post("/payouts/export")
    @requires(PAY)
    @routes.arguments(ExportBody)
    @routes.response(200, {"type": "string", "format": "binary"}, content_type="application/xml")
    def export(body: dict[str, Any]) -> Response:
        """The file of transfers (pain.001.001.09) that a bank reads, or the same again; noted."""
        made = export_payouts(context, **_who(), **body)
        answer = Response(made.data, mimetype="application/xml")
        answer.headers["Content-Disposition"] = f'attachment; filename="{made.name}"'
        return answer

    @routes.post("/payouts/<payout_id>/paid")
    @requires(PAY)
    @routes.response(200, PayoutWholeSchema)
    def paid(payout_id: str) -> dict[str, Any]:
        """Note that the bank has carried it out."""
        return _shown(context, note_paid(context, **_who(), payout=payout_id))

    @routes.post("/payouts/<payout_id>/returned")
    @requires(PAY)
    @routes.response(200, PayoutWholeSchema)
    def returned(payout_id: str) -> dict[str, Any]:
        """Note that the money came back: it is owed again once somebody else confirms it."""
        return _shown(context, note_returned(context, **_who(), payout=payout_id))

    @routes.post("/payouts/<payout_id>/returned/confirm")
    @requires(PAY)
    @routes.response(200, PayoutWholeSchema)
    def returned_confirm(payout_id: str) -> dict[str, Any]:
        """Confirm that the money came back, as somebody else told: it is owed again."""
        return _shown(context, confirm_return(context, **_who(), payout=payout_id))

    @routes.post("/payouts/<payout_id>/returned/dismiss")
    @requires(PAY)
    @routes.response(200, PayoutWholeSchema)
    def returned_dismiss(payout_id: str) -> dict[str, Any]:
        """Take back that the money came back."""
        return _shown(context, dismiss_return(context, **_who(), payout=payout_id))


def _shown(context: Context, payout: Payout) -> dict[str, Any]:
    return whole_payout_view(read_payout(context, **_who(), payout=payout.id), context)


def _who() -> dict[str, Any]:
    who = caller()
    return {"workspace": who.workspace_id, "by": who.subject}
