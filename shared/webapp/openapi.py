"""OpenAPI 3.1 from the blueprints, with problems as the answer to every error."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Flask
from flask_smorest import Api, Blueprint
from marshmallow import Schema, fields

from shared.webapp.permissions import Door
from shared.webapp.problems import PROBLEM_TYPE

OPENAPI_VERSION = "3.1.0"
API_PREFIX = "/api/v1"


class ViolationSchema(Schema):
    """One field that is wrong."""

    field = fields.String(required=True)
    code = fields.String(required=True)
    params = fields.Dict(required=True)
    detail = fields.String(required=True)


class ProblemSchema(Schema):
    """A problem document of RFC 9457."""

    type = fields.String(required=True)
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    detail = fields.String(required=True)
    slug = fields.String(required=True)
    instance = fields.String(required=True)
    errors = fields.List(fields.Nested(ViolationSchema), required=True)


class _Api(Api):  # type: ignore[misc]  # flask-smorest carries no types
    """flask-smorest without its error format and without its own route for the document."""

    ERROR_SCHEMA = ProblemSchema

    def _register_error_handlers(self) -> None:
        """`shared.webapp.problems` maps errors."""

    def _register_responses(self) -> None:
        """Declare error answers with the media type of problems."""
        self.DEFAULT_RESPONSE_CONTENT_TYPE = PROBLEM_TYPE
        super()._register_responses()
        del self.DEFAULT_RESPONSE_CONTENT_TYPE


def register_views(app: Flask, blueprints: Sequence[Blueprint]) -> None:
    """Put the blueprints under `/api/v1`."""
    for blueprint in blueprints:
        app.register_blueprint(blueprint, url_prefix=_prefix_of(blueprint))


def document_of(
    app: Flask,
    blueprints: Sequence[Blueprint],
    doors: Mapping[tuple[str, str], Door],
    *,
    title: str,
    version: str,
) -> dict[str, Any]:
    """Return the OpenAPI document of `app`; each operation says who may call it.

    Those that are open to all need no token, the others name their roles (`x-roles`).
    """
    api = _described(blueprints, title, version)
    document: dict[str, Any] = api.spec.to_dict()
    for rule in app.url_map.iter_rules():
        path = document.get("paths", {}).get(api.flask_plugin.flaskpath2openapi(rule.rule), {})
        for method, operation in path.items():
            door = doors.get((rule.endpoint, method.upper()))
            if door is not None and door.access.open:
                operation["security"] = []
            elif door is not None:
                operation["x-roles"] = sorted(door.access.roles)
    return document


def _described(blueprints: Sequence[Blueprint], title: str, version: str) -> Api:
    # An application of its own, made when the document is first asked for: to describe the routes
    # takes as long as all else at the start. So a schema that cannot be described fails here.
    book = Flask("openapi", static_folder=None)
    book.config.update(API_TITLE=title, API_VERSION=version, OPENAPI_VERSION=OPENAPI_VERSION)
    api = _Api(book, spec_kwargs={"security": [{"bearer": []}]})
    api.spec.components.security_scheme(
        "bearer", {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}
    )
    for blueprint in blueprints:
        api.register_blueprint(blueprint, url_prefix=_prefix_of(blueprint))
    return api


def _prefix_of(blueprint: Blueprint) -> str:
    return API_PREFIX + (blueprint.url_prefix or "")
