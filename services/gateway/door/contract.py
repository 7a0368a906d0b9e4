"""One OpenAPI document for the outside: the services' own, merged."""

from typing import Any

from flask import current_app
from werkzeug.exceptions import NotFound

from services.gateway.accounts.domain.account import ROLES
from services.gateway.door.api import blueprint, service_of
from services.gateway.kit.memory import Memory, memory
from services.gateway.kit.problems import ServiceProblem
from services.gateway.kit.questions import Question, Services
from shared.assembly.house import house
from shared.auth import Caller

PREFIX = f"{blueprint.url_prefix}/"
FORM_TOKEN = {
    "in": "header",
    "name": "X-CSRFToken",
    "required": True,
    "schema": {"type": "string"},
    "description": "The token that the forms of our own pages hold (`csrf_token`).",
}
_NOBODY = Caller("gateway", "", frozenset(), "openapi")


def merged_document(services: Services) -> dict[str, Any]:
    """Return the document; a service that does not answer is named under `x-missing`."""
    whole: dict[str, Any] = {
        "openapi": "3.1.0",
        "info": {"title": "Kermesse", "version": "v1"},
        "paths": {},
        "security": [{"session": []}],
        "components": {},
        "x-missing": [],
    }
    for service in (each.name for each in house() if each.api):
        try:
            part = _contract(services, service)
        except ServiceProblem:
            whole["x-missing"].append(service)
            continue
        whole["paths"].update(_outside(service, part.get("paths", {})))
        for kind, members in part.get("components", {}).items():
            whole["components"].setdefault(kind, {}).update(members)
    whole["components"]["securitySchemes"] = {"session": _session()}
    return whole


def _contract(services: Services, service: str) -> dict[str, Any]:
    # Anybody may ask for the document: a service is asked once a minute, not once each time.
    question = Question(service, "GET", "//openapi.json", _NOBODY)
    kept: Memory[dict[str, Any]] = memory("contracts", 60)
    return kept.get((service,), lambda: services.ask(question).body)


def _session() -> dict[str, str]:
    # A service's own token stays between the services: people have the cookie of their session.
    cookie = current_app.config["SESSION_COOKIE_NAME"]
    return {"type": "apiKey", "in": "cookie", "name": cookie}


def _outside(service: str, paths: dict[str, Any]) -> dict[str, Any]:
    """Return what whoever is signed in reaches by the gateway, as it is asked there."""
    return {
        path: operations
        for path, item in paths.items()
        if _leads_to(service, path) and (operations := _operations(item))
    }


def _leads_to(service: str, path: str) -> bool:
    try:
        return path.startswith(PREFIX) and service_of(path.removeprefix(PREFIX)) == service
    except NotFound:
        return False


def _operations(item: dict[str, Any]) -> dict[str, Any]:
    found = {name: _asked(name, each) for name, each in item.items() if _is_for_staff(each)}
    return found if any(name != "parameters" for name in found) else {}


def _is_for_staff(operation: Any) -> bool:
    # Beside its operations a path has the parameters that they share: a list.
    return not isinstance(operation, dict) or not {*ROLES}.isdisjoint(
        operation.get("x-roles", ROLES)
    )


def _asked(method: str, operation: Any) -> Any:
    if method == "get" or not isinstance(operation, dict):
        return operation
    return {**operation, "parameters": [*operation.get("parameters", []), FORM_TOKEN]}
