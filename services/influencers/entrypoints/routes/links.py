"""Tracked links: listed, made, edited, disabled, enabled again."""

from typing import Any

from flask import url_for
from flask_smorest import Blueprint

from services.influencers.domain.link import (
    Link,
    LinkForm,
    LinkVerb,
    NewLinkForm,
    verbs_on,
)
from services.influencers.entrypoints.schemas.links import (
    LinkBody,
    LinkPage,
    LinkQuery,
    LinkSchema,
    NewLinkBody,
)
from services.influencers.manifest import READ_PROGRAMS, WRITE_PROGRAMS
from services.influencers.use_cases.context import Context
from services.influencers.use_cases.link.edit import edit_link
from services.influencers.use_cases.link.make import make_link
from services.influencers.use_cases.link.switch import switch_link
from shared.documents import Page
from shared.forms.field import filled
from shared.webapp import (
    IDEMPOTENCY_KEY,
    IF_MATCH,
    PageQuery,
    caller,
    etag_of,
    expected_version,
    idempotency_key,
    requires,
)

Headers = dict[str, str]


def links_blueprint(context: Context) -> Blueprint:
    """Return the routes of links."""
    routes = Blueprint("links", __name__, description="Tracked links")

    _reading(routes, context)
    _writing(routes, context)
    _switching(routes, context)
    return routes


def _reading(routes: Blueprint, context: Context) -> None:
    links = context.stores.links

    @routes.get("/links")
    @requires(READ_PROGRAMS)
    @routes.arguments(LinkQuery, location="query")
    @routes.response(200, LinkPage)
    def listing(query: dict[str, Any]) -> dict[str, Any]:
        """The links of the workspace, of one group or contest if asked, the newest first."""
        contest = query.pop("contest_id", "")
        return page_view(context, links.page(caller().workspace_id, contest=contest, **query))

    @routes.get("/programs/<program_id>/links")
    @requires(READ_PROGRAMS)
    @routes.arguments(PageQuery, location="query")
    @routes.response(200, LinkPage)
    def of_program(query: dict[str, Any], program_id: str) -> dict[str, Any]:
        """The links of a program, the newest first; their partners by their ids."""
        who = caller().workspace_id
        context.stores.programs.get(who, program_id)
        return page_view(context, links.page(who, program=program_id, **query))

    @routes.get("/partners/<partner_id>/links")
    @requires(READ_PROGRAMS)
    @routes.arguments(PageQuery, location="query")
    @routes.response(200, LinkPage)
    def of_partner(query: dict[str, Any], partner_id: str) -> dict[str, Any]:
        """The links of a partner, the newest first."""
        who = caller().workspace_id
        context.stores.partners.get(who, partner_id)
        return page_view(context, links.page(who, partner=partner_id, **query))

    @routes.get("/links/<link_id>")
    @requires(READ_PROGRAMS)
    @routes.response(200, LinkSchema)
    def read(link_id: str) -> tuple[dict[str, Any], Headers]:
        """A link."""
        return _shown(context, links.get(caller().workspace_id, link_id))


def _writing(routes: Blueprint, context: Context) -> None:
    @routes.post("/partners/<partner_id>/links")
    @requires(WRITE_PROGRAMS)
    @routes.doc(parameters=[IDEMPOTENCY_KEY])
    @routes.arguments(NewLinkBody)
    @routes.response(201, LinkSchema)
    def make(body: dict[str, Any], partner_id: str) -> tuple[dict[str, Any], int, Headers]:
        """Make a link for a partner who is in the program; the same request gives the same one."""
        link = make_link(
            context,
            **_who(),
            program=body["program_id"],
            contest=body["contest_id"],
            partner=partner_id,
            form=filled(NewLinkForm, body),
            idempotency_key=idempotency_key() or "",
        )
        shown, headers = _shown(context, link)
        return shown, 201, {**headers, "Location": url_for("links.read", link_id=link.id)}

    @routes.patch("/links/<link_id>")
    @requires(WRITE_PROGRAMS)
    @routes.doc(parameters=[IF_MATCH])
    @routes.arguments(LinkBody)
    @routes.response(200, LinkSchema)
    def edit(body: dict[str, Any], link_id: str) -> tuple[dict[str, Any], Headers]:
        """Edit a link, all of it but its key; where it leads is checked again."""
        form, version = filled(LinkForm, body), expected_version()
        return _shown(
            context, edit_link(context, **_who(), link=link_id, version=version, form=form)
        )


def _switching(routes: Blueprint, context: Context) -> None:
    @routes.post("/links/<link_id>/disable")
    @requires(WRITE_PROGRAMS)
    @routes.response(200, LinkSchema)
    def disable(link_id: str) -> tuple[dict[str, Any], Headers]:
        """Lead to the fallback from now on."""
        return _shown(context, switch_link(context, LinkVerb.DISABLE, **_who(), link=link_id))

    @routes.post("/links/<link_id>/enable")
    @requires(WRITE_PROGRAMS)
    @routes.response(200, LinkSchema)
    def enable(link_id: str) -> tuple[dict[str, Any], Headers]:
        """Lead to the destination again."""
        return _shown(context, switch_link(context, LinkVerb.ENABLE, **_who(), link=link_id))


def link_view(context: Context, link: Link) -> dict[str, Any]:
    """Return a link for its team."""
    verbs = verbs_on(link) if caller().may(WRITE_PROGRAMS) else []
    return {
        **vars(link),
        "state": link.state.value,
        "kind": link.kind.value,
        "url": f"{context.home}/l/{link.key}",
        "address": link.address,
        "expired": link.expired(context.clock.now()),
        "actions": [each.value for each in verbs],
    }


def _shown(context: Context, link: Link) -> tuple[dict[str, Any], Headers]:
    return link_view(context, link), {"ETag": etag_of(link.version)}


def page_view(context: Context, page: Page[Link]) -> dict[str, Any]:
    """Return a page of links for their team."""
    return {"items": [link_view(context, each) for each in page.items], "after": page.after}


def _who() -> dict[str, Any]:
    who = caller()
    return {"workspace": who.workspace_id, "by": who.subject}
