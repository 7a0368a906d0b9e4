"""A month of a program in figures: clicks by verdict, what they brought, and who brought them."""

import re
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from services.gateway.kit.calling import at_once, staff_api
from services.gateway.kit.parts import parts, signed_in
from services.gateway.products.influencers.console.blueprint import READ, console
from services.gateway.products.influencers.console.figures_view import (
    clicks_of,
    facts_of,
    months_around,
    partner_row,
)
from services.gateway.products.influencers.words.statements import month_text
from shared.auth import READ_PEOPLE
from shared.webapp.permissions import requires

MONTH = re.compile(r"20[0-9]{2}-(0[1-9]|1[0-2])")


@console.get("/programs/<program_id>/figures")
@requires(READ)
def figures(program_id: str) -> ResponseReturnValue:
    """Show a month; partners to whoever may read them, which was noted first."""
    month, after = request.args.get("month", ""), request.args.get("after")
    path = f"/programs/{program_id}/figures"
    asked = {"month": month if MONTH.fullmatch(month) else ""}
    api, may = staff_api("influencers"), signed_in().role in READ_PEOPLE.roles
    found, partners = at_once(
        lambda: api.get(path, **asked).body,
        lambda: api.get(f"{path}/partners", **asked, after=after).body if may else None,
    )
    return _screen(found, partners, paged=bool(after))


def _screen(found: dict[str, Any], partners: dict[str, Any] | None, *, paged: bool) -> str:
    now = parts().clock.now()
    return render_template(
        "influencers/console/figures.html",
        found=found,
        month=month_text(found["month"]),
        around=months_around(found, now),
        facts=facts_of(found),
        clicks=clicks_of(found, now),
        rows=[partner_row(each) for each in partners["items"]] if partners else None,
        after=partners["after"] if partners else None,
        paged=paged,
    )
