"""The console's blueprint, who may do what, and what each of its pages shows around."""

from typing import Any

from flask import Blueprint, g, request, url_for

from services.gateway.kit.formats import hour_label
from services.gateway.kit.i18n import gettext
from services.gateway.kit.sentences import field_name
from services.gateway.products.contests.wording import contest_state, entry_state
from shared.auth import Permission

console = Blueprint("console", __name__)

READ = Permission("contests.read", {"owner", "manager", "moderator", "analyst"})
WRITE = Permission("contests.write", {"owner", "manager"})
MODERATE = Permission("entries.moderate", {"owner", "manager", "moderator"})


def side_bar() -> list[tuple[str, list[dict[str, Any]]]]:
    """Return the groups of the side bar, in the order of a contest's life."""
    here = request.args.get("state", "") if request.endpoint == "console.contests" else None
    states = [
        (gettext("Launch"), [("", gettext("All contests")), ("draft", gettext("Drafts"))]),
        (gettext("Animate"), [("open", gettext("Open"))]),
        (gettext("Draw"), [("closed", gettext("Being checked")), ("sealed", gettext("Sealed"))]),
        (gettext("Reward"), [("drawn", gettext("Drawn"))]),
        (gettext("Keep"), [("settled", gettext("Settled")), ("cancelled", gettext("Cancelled"))]),
    ]
    return [
        (
            group,
            [
                {
                    "text": text,
                    "url": url_for("console.contests", state=state or None),
                    "current": here == state,
                }
                for state, text in entries
            ],
        )
        for group, entries in states
    ]


@console.app_context_processor
def _around() -> dict[str, Any]:
    return {
        "signed_in": g.get("signed_in"),
        "side_bar": side_bar,
        "contest_state": contest_state,
        "entry_state": entry_state,
        "field_name": field_name,
        "hour_label": hour_label,
    }
