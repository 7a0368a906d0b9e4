"""The audience's pages of contests: the words of their templates, the way back from an error."""

from typing import Any

from flask import request, url_for

from services.gateway.door.audience import audience_pages
from services.gateway.kit.i18n import gettext
from services.gateway.products.contests.public.words import contact_link
from services.gateway.products.contests.words.prizes import prize_handing, prize_name
from services.gateway.products.contests.words.states import exclusion_reason, skip_code

public = audience_pages()


@public.context_processor
def _around() -> dict[str, Any]:
    return {
        "exclusion_reason": exclusion_reason,
        "skip_code": skip_code,
        "contact_link": contact_link,
        "prize_name": prize_name,
        "prize_handing": prize_handing,
        "foot_line": gettext("A contest run with kermesse: anyone can check its draw."),
        "way_back": way_back,
    }


def way_back() -> dict[str, str] | None:
    """Return the page that a reader can go on from, or None."""
    given = request.view_args or {}
    if "slug" in given:
        address = url_for(".contest", workspace=given["workspace"], slug=given["slug"])
        return {"url": address, "text": gettext("Go to the contest")}
    if "token" in given and request.url_rule and "GET" in (request.url_rule.methods or ()):
        again = url_for(request.url_rule.endpoint, **given)
        return {"url": again, "text": gettext("Open the page again")}
    return None
