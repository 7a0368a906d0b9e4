"""The pages of a product's portal: of one workspace, for whoever signed in to it by a link."""

from typing import Any

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue

from services.gateway.accounts.use_cases.sign_out import sign_out
from services.gateway.door.sessions import end_session
from services.gateway.kit.errors import app_error
from services.gateway.kit.parts import parts, signed_in
from services.gateway.kit.problems import ServiceProblem
from services.gateway.kit.product import door_of

# What a service says of somebody whom it lets in no more.
CLOSED = "portal_closed"


def portal_pages(role: str) -> Blueprint:
    """Return the blueprint `portal` of a product, for sessions of `role`.

    A session ends once the service says that its subject is let in no more.
    """
    pages = Blueprint("portal", __name__)
    pages.url_defaults(_give_workspace)
    pages.context_processor(lambda: {"workspace_name": signed_in().workspace_name})

    @pages.errorhandler(ServiceProblem)
    def refused(problem: ServiceProblem) -> ResponseReturnValue:
        if problem.slug != CLOSED:
            return app_error(problem)
        end_of_session()
        return redirect(door_of({role}, workspace=_workspace(), closed="1"), 303)

    return pages


def end_of_session() -> None:
    """End the present session, on the server and in the browser."""
    sign_out(parts().accounts.stores.sessions, session_id=end_session())


def _give_workspace(_endpoint: str, values: dict[str, Any]) -> None:
    values.setdefault("workspace", _workspace())


def _workspace() -> str:
    return str((request.view_args or {}).get("workspace", ""))
