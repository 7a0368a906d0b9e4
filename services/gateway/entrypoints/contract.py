"""One OpenAPI document for the outside: the services' own, merged."""

from typing import Any

from services.gateway.domain.errors import ServiceProblem
from services.gateway.entrypoints.memory import Memory, memory
from services.gateway.use_cases.ports import Question, Services
from shared.auth import Caller

SERVICES = ("contests", "insights")
_NOBODY = Caller("gateway", "", frozenset(), "openapi")


def merged_document(services: Services) -> dict[str, Any]:
    """Return the document; a service that does not answer is named under `x-missing`."""
    whole: dict[str, Any] = {
        "openapi": "3.1.0",
        "info": {"title": "Kermesse", "version": "v1"},
        "paths": {},
        "components": {},
        "x-missing": [],
    }
    for service in SERVICES:
        try:
            part = _contract(services, service)
        except ServiceProblem:
            whole["x-missing"].append(service)
            continue
        whole["paths"].update(_outside(part.get("paths", {})))
        for kind, members in part.get("components", {}).items():
            whole["components"].setdefault(kind, {}).update(members)
    return whole


def _contract(services: Services, service: str) -> dict[str, Any]:
    # Anybody may ask for the document: a service is asked once a minute, not once each time.
    question = Question(service, "GET", "//openapi.json", _NOBODY)
    kept: Memory[dict[str, Any]] = memory("contracts", 60)
    return kept.get((service,), lambda: services.ask(question).body)


def _outside(paths: dict[str, Any]) -> dict[str, Any]:
    # Probes and figures of a service are nobody's business outside.
    return {path: item for path, item in paths.items() if path.startswith("/api/")}
