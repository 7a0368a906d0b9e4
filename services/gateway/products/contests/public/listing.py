"""The contests of a workspace that are public: where its own address leads."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.gateway.kit.calling import public_api
from services.gateway.kit.formats import date_text
from services.gateway.kit.i18n import gettext
from services.gateway.kit.memory import Memory, memory
from services.gateway.kit.parts import parts
from services.gateway.products.contests.public.blueprint import public
from services.gateway.products.contests.public.words import page_texts, phase_of
from shared.webapp.permissions import open_to_all

LONGEST_PLACE = 1024


@public.get("/", strict_slashes=False)
@open_to_all
def contests(workspace: str) -> ResponseReturnValue:
    """Show the published contests, the newest first."""
    after = request.args.get("after", "")[:LONGEST_PLACE]
    page, now = _read(workspace, after), parts().clock.now()
    return render_template(
        "contests/public/contests.html",
        contests=[_row(each, now) for each in page["items"]],
        after=page["after"],
        paged=bool(after),
    )


def _read(workspace: str, after: str) -> dict[str, Any]:
    kept: Memory[dict[str, Any]] = memory("listed", 1)
    api = public_api("contests", workspace)
    return kept.get((workspace, after), lambda: api.get("/public/contests", after=after).body)


def _row(contest: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    return {
        "texts": page_texts(contest),
        "url": url_for(".contest", slug=contest["slug"]),
        "stands": _stands(contest, phase_of(contest, now)),
    }


def _stands(contest: Mapping[str, Any], phase: str) -> str:
    settings = contest["settings"]
    if phase in ("soon", "open"):
        at = settings["opens_at"] if phase == "soon" else settings["closes_at"]
        when = date_text(at, settings["zone"])
        return (
            gettext("opens: %(when)s", when=when)
            if phase == "soon"
            else gettext("open until: %(when)s", when=when)
        )
    words = {
        "closed": gettext("entries are over"),
        "sealed": gettext("the list is sealed, the draw comes"),
        "drawn": gettext("the winners are drawn"),
        "cancelled": gettext("called off"),
    }
    return words.get(phase, phase)
