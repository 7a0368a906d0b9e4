"""What came, day by day: clicks by verdict, entries and orders as counts."""

from collections.abc import Mapping
from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue

from services.gateway.kit.formats import day_text, number_text
from services.gateway.products.influencers.portal.blueprint import OWN, portal, read_home
from services.gateway.products.influencers.portal.home import APART
from shared.webapp.permissions import requires

COUNTS = ("human", "preview", "bot", "duplicate")


@portal.get("/days")
@requires(OWN)
def days(workspace: str) -> ResponseReturnValue:
    """Show the days that brought something, the newest first, and their sum."""
    found = read_home()
    return render_template(
        "influencers/portal/days.html",
        rows=[{"day": day_text(each["day"]), **_row(each)} for each in found["days"]],
        total=_row(found),
        since=day_text(found["since"]),
        until=day_text(found["until"]),
    )


def _row(counted: Mapping[str, Any]) -> dict[str, str]:
    """Return counts in words; scanners of mails stand with the robots, as they are programs too."""
    clicks = {**counted["clicks"]}
    clicks["bot"] += clicks["scanner"]
    return {
        **{name: number_text(clicks[name]) for name in COUNTS},
        "apart": number_text(sum(counted["clicks"][each] for each in APART)),
        "entries": number_text(counted["entries"]),
        "sales": number_text(counted["sales"]),
    }
