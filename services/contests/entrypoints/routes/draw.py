"""The public papers of a draw, and the signature that a person may paste."""

from pathlib import Path

from flask import Response
from flask_smorest import Blueprint

from services.contests.entrypoints.schemas.draw import (
    CommitmentAnswer,
    ListAnswer,
    ListQuery,
    PasteBeaconBody,
)
from services.contests.manifest import DECIDE, READ_PUBLIC
from services.contests.use_cases.context import Context
from services.contests.use_cases.draw.paste_beacon import paste_beacon
from services.contests.use_cases.draw.read_papers import (
    Commitment,
    read_certificate,
    read_commitment,
    read_list,
)
from shared.documents import Page
from shared.webapp import caller, requires

VERIFIER = Path(__file__).parent.parent / "verify.py"


def draw_blueprint(context: Context) -> Blueprint:
    """Return the routes of commitment, list, certificate, verifier and pasted signature."""
    routes = Blueprint("draw", __name__, description="The papers of a draw")

    @routes.get("/contests/<contest_id>/commitment")
    @requires(READ_PUBLIC)
    @routes.response(200, CommitmentAnswer)
    def commitment(contest_id: str) -> Commitment:
        """The commitment that was published before the round, and its hash, the seal."""
        return read_commitment(context, workspace=caller().workspace_id, contest=contest_id)

    @routes.get("/contests/<contest_id>/list")
    @requires(READ_PUBLIC)
    @routes.arguments(ListQuery, location="query")
    @routes.response(200, ListAnswer)
    def frozen_list(query: dict[str, str], contest_id: str) -> Page[str]:
        """The frozen list, a thousand lines at most at a time."""
        return read_list(context, workspace=caller().workspace_id, contest=contest_id, **query)

    @routes.get("/contests/<contest_id>/certificate")
    @requires(READ_PUBLIC)
    @routes.response(200, content_type="application/json")
    def certificate(contest_id: str) -> Response:
        """The certificate, byte for byte the same for ever."""
        pieces = read_certificate(context, workspace=caller().workspace_id, contest=contest_id)
        return _download(Response(pieces, mimetype="application/json"), "certificate.json")

    @routes.get("/contests/<contest_id>/verify.py")
    @requires(READ_PUBLIC)
    @routes.response(200, content_type="text/x-python")
    def verifier(contest_id: str) -> Response:
        """The program that checks a certificate offline: one file, the same for every contest."""
        text = VERIFIER.read_text(encoding="utf-8")
        return _download(Response(text, mimetype="text/x-python"), "verify.py")

    @routes.post("/contests/<contest_id>/beacon")
    @requires(DECIDE)
    @routes.arguments(PasteBeaconBody)
    @routes.response(202)
    def beacon(body: dict[str, str], contest_id: str) -> None:
        """Paste the round's signature where the worker has no network; it checks it."""
        who = caller()
        paste_beacon(
            context, workspace=who.workspace_id, contest=contest_id, by=who.subject, **body
        )

    return routes


def _download(response: Response, name: str) -> Response:
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
