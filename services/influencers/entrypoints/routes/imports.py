"""Files of partners: sent, followed, and told line by line."""

import base64
import binascii
from typing import Any

from flask_smorest import Blueprint

from services.influencers.domain.imports import Import
from services.influencers.domain.partner import ImportForm
from services.influencers.entrypoints.schemas.imports import ImportBody, ImportPage, ImportSchema
from services.influencers.manifest import WRITE_PROGRAMS
from services.influencers.use_cases.context import Context
from services.influencers.use_cases.imports.ask import ask_import
from shared.errors import FieldError, Invalid
from shared.webapp import IDEMPOTENCY_KEY, PageQuery, caller, idempotency_key, requires


def imports_blueprint(context: Context) -> Blueprint:
    """Return the routes of imports."""
    routes = Blueprint("imports", __name__, description="Partners from a file")

    @routes.post("/imports")
    @requires(WRITE_PROGRAMS)
    @routes.doc(parameters=[IDEMPOTENCY_KEY])
    @routes.arguments(ImportBody)
    @routes.response(202, ImportSchema)
    def ask(body: dict[str, Any]) -> Import:
        """Send a file; the worker takes it. The same Idempotency-Key gives the same import."""
        who, data = caller(), bytes_of(body.pop("file"))
        whose = {"workspace": who.workspace_id, "by": who.subject}
        form, key = ImportForm(**body), idempotency_key() or ""
        return ask_import(context, **whose, form=form, data=data, key=key)

    @routes.get("/imports")
    @requires(WRITE_PROGRAMS)
    @routes.arguments(PageQuery, location="query")
    @routes.response(200, ImportPage)
    def listing(query: dict[str, Any]) -> Any:
        """The imports of the workspace, the newest first."""
        return context.stores.imports.page(caller().workspace_id, **query)

    @routes.get("/imports/<import_id>")
    @requires(WRITE_PROGRAMS)
    @routes.response(200, ImportSchema)
    def read(import_id: str) -> Import:
        """An import: how far it is, and why lines were refused."""
        return context.stores.imports.get(caller().workspace_id, import_id)

    return routes


def bytes_of(text: str) -> bytes:
    """Return the bytes of a file. Raises `Invalid` (`file`)."""
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise Invalid(fields=[FieldError("file", "file_unreadable")]) from error
