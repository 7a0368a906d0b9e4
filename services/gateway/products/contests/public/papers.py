"""The papers of a draw to download: exact bytes, handed on as they arrive."""

from typing import Any

from flask import Response, jsonify, stream_with_context
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from services.gateway.kit.calling import public_api
from services.gateway.kit.problems import ServiceProblem
from services.gateway.kit.questions import Streamed
from services.gateway.products.contests.public.blueprint import public
from services.gateway.products.contests.public.memory import contest_behind, read_contest
from shared.webapp.permissions import open_to_all

# What was published never changes: a short time keeps an answer "not yet" from lasting.
CACHED = "public, max-age=60"
PIECE = 64 * 1024
_RETURNED = ("content-type", "content-disposition", "content-length")


@public.get("/c/<slug>/certificate.json")
@open_to_all
def certificate_json(workspace: str, slug: str) -> ResponseReturnValue:
    """Hand over the certificate, byte for byte."""
    return _handed_on(workspace, slug, "certificate")


@public.get("/c/<slug>/verify.py")
@open_to_all
def verify_py(workspace: str, slug: str) -> ResponseReturnValue:
    """Hand over the program that checks a certificate."""
    return _handed_on(workspace, slug, "verify.py")


@public.get("/c/<slug>/list.json")
@open_to_all
def list_json(workspace: str, slug: str) -> ResponseReturnValue:
    """Hand over the sealed list in one file, an array of `ref|weight`."""
    contest_id, _ = contest_behind(workspace, slug)
    api = public_api("contests", workspace)
    path = f"/contests/{contest_id}/list"
    first = api.get(path).body

    def written() -> Any:
        yield b"["
        page, begun = first, False
        while True:
            for line in page["items"]:
                # Lines hold `[a-z0-9-]`, figures and a bar: nothing to escape.
                yield f',\n"{line}"'.encode() if begun else f'\n"{line}"'.encode()
                begun = True
            if page["after"] is None:
                break
            page = api.get(path, after=page["after"]).body
        yield b"\n]\n"

    return _download(
        Response(stream_with_context(_joined(written())), mimetype="application/json"), "list.json"
    )


@public.get("/c/<slug>/commitment.json")
@open_to_all
def commitment_json(workspace: str, slug: str) -> ResponseReturnValue:
    """Hand over the commitment and its hash, the seal."""
    contest_id, _ = contest_behind(workspace, slug)
    found = public_api("contests", workspace).get(f"/contests/{contest_id}/commitment").body
    return _download(jsonify(found), "commitment.json")


@public.get("/c/<slug>/outcome.json")
@open_to_all
def outcome_json(workspace: str, slug: str) -> ResponseReturnValue:
    """Hand over what became of the winners, chained by hash, as the verifier takes it."""
    outcome = read_contest(workspace, slug).get("outcome")
    if not outcome:
        raise NotFound
    return _download(jsonify(outcome["chain"]), "outcome.json")


def _handed_on(workspace: str, slug: str, paper: str) -> Response:
    contest_id, _ = contest_behind(workspace, slug)
    answer = public_api("contests", workspace).stream(f"/contests/{contest_id}/{paper}")
    if answer.status != 200:
        _drain(answer)
        raise ServiceProblem(answer.status, "not_found")
    kept = {name: value for name, value in answer.headers.items() if name in _RETURNED}
    response = Response(answer.chunks, headers=kept, direct_passthrough=True)
    response.headers["Cache-Control"] = CACHED
    return response


def _drain(answer: Streamed) -> None:
    for _ in answer.chunks:
        pass


def _download(response: Response, name: str) -> Response:
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = CACHED
    return response


def _joined(pieces: Any) -> Any:
    """Join small pieces, so that a line is not a packet."""
    waiting = bytearray()
    for piece in pieces:
        waiting += piece
        if len(waiting) >= PIECE:
            yield bytes(waiting)
            waiting.clear()
    yield bytes(waiting)
