"""Files of links: sent, followed, and told line by line."""

from typing import Any

from flask_smorest import Blueprint

from services.influencers.domain.imports import Import
from services.influencers.entrypoints.routes.imports import bytes_of
from services.influencers.entrypoints.schemas.link_imports import (
    LinkImportBody,
    LinkImportPage,
    LinkImportSchema,
)
from services.influencers.manifest import WRITE_PROGRAMS
from services.influencers.use_cases.context import Context
from services.influencers.use_cases.imports.ask_links import ask_link_import
from shared.webapp import IDEMPOTENCY_KEY, PageQuery, caller, idempotency_key, requires


def link_imports_blueprint(context: Context) -> Blueprint:
    """Return the routes of files of links."""
    routes = Blueprint("link_imports", __name__, description="Links from a file")

    @routes.post("/programs/<program_id>/link-imports")
    @requires(WRITE_PROGRAMS)
    @routes.doc(parameters=[IDEMPOTENCY_KEY])
    @routes.arguments(LinkImportBody)
    @routes.response(202, LinkImportSchema)
    def ask(body: dict[str, Any], program_id: str) -> Import:
        """Send a file; the worker takes it. The same Idempotency-Key gives the same import."""
        who = caller()
        whose = {"workspace": who.workspace_id, "program": program_id, "by": who.subject}
        key = idempotency_key() or ""
        return ask_link_import(context, **whose, data=bytes_of(body["file"]), key=key)

    @routes.get("/programs/<program_id>/link-imports")
    @requires(WRITE_PROGRAMS)
    @routes.arguments(PageQuery, location="query")
    @routes.response(200, LinkImportPage)
    def listing(query: dict[str, Any], program_id: str) -> Any:
        """The files of links of a program, the newest first."""
        who = caller().workspace_id
        context.stores.programs.get(who, program_id)
        return context.stores.link_imports.of_program(who, program_id, **query)

    @routes.get("/links/imports/<link_import_id>")
    @requires(WRITE_PROGRAMS)
    @routes.response(200, LinkImportSchema)
    def read(link_import_id: str) -> Import:
        """A file of links: how far it is, and why lines were refused."""
        return context.stores.link_imports.get(caller().workspace_id, link_import_id)

    return routes
