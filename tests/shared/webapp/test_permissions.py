"""Default deny: who may call a route is declared, or there is no application."""

from typing import Any

import pytest
from flask import Flask
from flask_smorest import Blueprint
from prometheus_client import CollectorRegistry

from shared.auth import TokenVerifier, public_key_of
from shared.clock import SystemClock
from shared.webapp import UndeclaredPermission, create_app, requires


def app_with(blueprint: Blueprint) -> Flask:
    return create_app(
        "things",
        version="1",
        verifier=TokenVerifier(public_key_of(bytes(32)), "things", SystemClock()),
        blueprints=[blueprint],
        ready=lambda: None,
        registry=CollectorRegistry(),
    )


def test_a_route_without_a_permission_stops_the_start() -> None:
    things = Blueprint("things", "things")
    things.get("/forgotten")(lambda: "")
    with pytest.raises(UndeclaredPermission, match="GET /api/v1/forgotten"):
        app_with(things)


def test_a_permission_above_the_route_does_not_count() -> None:
    things = Blueprint("things", "things")

    @things.get("/forgotten")
    def view() -> str:
        return ""

    @things.get("/late")
    def late() -> str:
        return ""

    late_view: Any = late

    def wrapped() -> Any:
        return late_view()

    requires("owner")(wrapped)
    with pytest.raises(UndeclaredPermission, match=r"/forgotten.*/late|/late.*/forgotten"):
        app_with(things)


def test_an_unknown_role_is_a_fault_of_the_program() -> None:
    with pytest.raises(ValueError, match="emperor"):
        requires("emperor")
    with pytest.raises(TypeError):
        requires()
