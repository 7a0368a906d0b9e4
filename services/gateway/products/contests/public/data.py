"""The page about data: what article 13 of the GDPR asks to be told, from the settings."""

from flask import render_template
from flask.typing import ResponseReturnValue

from services.gateway.kit.formats import window_text
from services.gateway.kit.parts import parts
from services.gateway.products.contests.public.blueprint import public
from services.gateway.products.contests.public.memory import read_contest
from services.gateway.products.contests.public.words import page_texts
from shared.webapp.permissions import open_to_all


@public.get("/c/<slug>/data")
@open_to_all
def data(workspace: str, slug: str) -> ResponseReturnValue:
    """Say who keeps what, why, on what basis, for how long, and what one can do."""
    contest, legal = read_contest(workspace, slug), parts().legal
    settings = contest["settings"]
    return render_template(
        "contests/public/data.html",
        contest=contest,
        settings=settings,
        organiser=settings["organiser"],
        texts=page_texts(contest),
        legal=legal,
        dpo=settings["organiser"].get("dpo") or legal.dpo,
        retention=window_text(int(settings["data"]["retention_days"]) * 86400),
    )
