"""Partners for owner and manager: each reading is noted first."""

from typing import Any

from flask import url_for
from flask_smorest import Blueprint

from services.influencers.domain.partner import Partner, PartnerForm
from services.influencers.entrypoints.offers import may_create
from services.influencers.entrypoints.schemas.partners import (
    PartnerBody,
    PartnerPage,
    PartnerQuery,
    PartnerSchema,
    PartnerSearchBody,
    PartnerWholeSchema,
)
from services.influencers.entrypoints.views import partner_view, whole_view
from services.influencers.manifest import WRITE_PROGRAMS
from services.influencers.use_cases.context import Context
from services.influencers.use_cases.partner.enter import enter_partner
from services.influencers.use_cases.partner.list import list_partners, search_partners
from services.influencers.use_cases.partner.read import read_partner
from services.influencers.use_cases.partner.save import save_partner
from shared.auth import READ_PEOPLE
from shared.documents import Page
from shared.webapp import (
    IDEMPOTENCY_KEY,
    IF_MATCH,
    caller,
    etag_of,
    expected_version,
    idempotency_key,
    requires,
)

Headers = dict[str, str]


def partners_blueprint(context: Context) -> Blueprint:
    """Return the routes of partners."""
    routes = Blueprint("partners", __name__, description="Partners")

    @routes.get("/partners")
    @requires(READ_PEOPLE)
    @routes.arguments(PartnerQuery, location="query")
    @routes.response(200, PartnerPage)
    def listing(query: dict[str, Any]) -> dict[str, Any]:
        """Partners, the newest first; that they are shown is noted first."""
        return _page(list_partners(context, **_who(), **query))

    @routes.post("/partners/search")
    @requires(READ_PEOPLE)
    @routes.arguments(PartnerSearchBody)
    @routes.response(200, PartnerPage)
    def search(body: dict[str, Any]) -> dict[str, Any]:
        """Who has an address, or whose name begins so; the search is noted first."""
        return _page(search_partners(context, **_who(), **body))

    @routes.post("/partners")
    @requires(WRITE_PROGRAMS)
    @routes.doc(parameters=[IDEMPOTENCY_KEY])
    @routes.arguments(PartnerBody)
    @routes.response(201, PartnerSchema)
    def enter(body: dict[str, Any]) -> tuple[dict[str, Any], int, Headers]:
        """Enter a partner; the same Idempotency-Key gives the same one."""
        key, form = idempotency_key() or "", PartnerForm(**body)
        partner = enter_partner(context, **_who(), form=form, idempotency_key=key)
        place = url_for("partners.read", partner_id=partner.id)
        return partner_view(partner), 201, {"ETag": etag_of(partner.version), "Location": place}

    @routes.get("/partners/<partner_id>")
    @requires(READ_PEOPLE)
    @routes.response(200, PartnerWholeSchema)
    def read(partner_id: str) -> tuple[dict[str, Any], Headers]:
        """A partner with every program they are in; that they are shown is noted first."""
        view = read_partner(context, **_who(), partner=partner_id)
        return whole_view(view), {"ETag": etag_of(view.partner.version)}

    @routes.patch("/partners/<partner_id>")
    @requires(WRITE_PROGRAMS)
    @routes.doc(parameters=[IF_MATCH])
    @routes.arguments(PartnerBody)
    @routes.response(200, PartnerSchema)
    def save(body: dict[str, Any], partner_id: str) -> tuple[dict[str, Any], Headers]:
        """Correct what is known of a partner, all of it at once."""
        form, version = PartnerForm(**body), expected_version()
        saved = save_partner(context, **_who(), partner=partner_id, version=version, form=form)
        return partner_view(saved), {"ETag": etag_of(saved.version)}

    return routes


def _page(page: Page[Partner]) -> dict[str, Any]:
    items = [partner_view(each) for each in page.items]
    return {"items": items, "after": page.after, "actions": may_create()}


def _who() -> dict[str, Any]:
    who = caller()
    return {"workspace": who.workspace_id, "by": who.subject}
