"""The audience's pages of a product: a workspace that exists, links that must not be passed on."""

from typing import Any

from flask import Blueprint, Response, g, request
from werkzeug.exceptions import NotFound

from services.gateway.accounts.domain.workspace import Workspace
from services.gateway.door.security import audience_token, is_unreferred
from services.gateway.door.stale import say_it_was_refused
from services.gateway.kit.memory import Memory, memory
from services.gateway.kit.parts import parts


def audience_pages() -> Blueprint:
    """Return the blueprint `public` of a product; its views receive `workspace` (its id)."""
    pages = Blueprint("public", __name__)
    pages.before_request(_find_workspace)
    pages.url_defaults(_give_workspace)
    pages.context_processor(_around)
    pages.after_request(say_it_was_refused)
    pages.after_request(_keep_out_of_indexes)
    return pages


def _find_workspace() -> None:
    found = _remembered((request.view_args or {}).get("workspace", ""))
    if found is None:
        raise NotFound
    g.workspace = found


def _remembered(workspace: str) -> Workspace | None:
    """Return a workspace or None, as of the last 5 seconds."""
    kept: Memory[Workspace | None] = memory("workspaces", 5)
    return kept.get((workspace,), lambda: parts().accounts.stores.workspaces.get(workspace))


def _give_workspace(_endpoint: str, values: dict[str, Any]) -> None:
    if "workspace" in g:
        values.setdefault("workspace", g.workspace.id)


def _around() -> dict[str, Any]:
    return {
        "csrf_token": audience_token,
        "workspace_name": g.workspace.name if "workspace" in g else "",
        "stale_form": g.get("stale_form", False),
    }


def _keep_out_of_indexes(response: Response) -> Response:
    if is_unreferred():
        response.headers["X-Robots-Tag"] = "noindex"
    return response
