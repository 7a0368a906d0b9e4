"""How the draw is proved: the certificate's page, and the sealed list to leaf through."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from services.gateway.door.security import framed
from services.gateway.kit.calling import public_api
from services.gateway.kit.parts import parts
from services.gateway.products.contests.draw_steps import draw_steps
from services.gateway.products.contests.public.blueprint import public
from services.gateway.products.contests.public.memory import read_contest
from services.gateway.products.contests.public.outcome import outcome_of
from services.gateway.products.contests.public.words import page_texts, phase_of, step_at
from shared.webapp.permissions import open_to_all


@public.get("/c/<slug>/certificate")
@open_to_all
@framed
def certificate(workspace: str, slug: str) -> ResponseReturnValue:
    """Explain list, seal and certificate to someone who knows nothing of hashes."""
    contest = read_contest(workspace, slug)
    return render_template(
        "contests/public/certificate.html",
        contest=contest,
        zone=contest["settings"]["zone"],
        phase=phase_of(contest, parts().clock.now()),
        texts=page_texts(contest),
        draw=draw_steps(contest),
        outcome=outcome_of(contest),
        step_at=lambda name: step_at(contest, name),
    )


@public.get("/c/<slug>/list")
@open_to_all
@framed
def sealed_list(workspace: str, slug: str) -> ResponseReturnValue:
    """Show the sealed list, a thousand lines at a time."""
    contest = read_contest(workspace, slug)
    after = request.args.get("after", "")
    page = (
        public_api("contests", workspace)
        .get(f"/contests/{contest['id']}/list", after=after if after.isdecimal() else "")
        .body
    )
    return render_template(
        "contests/public/list.html",
        contest=contest,
        texts=page_texts(contest),
        lines=[line.partition("|")[::2] for line in page["items"]],
        first=not after,
        after=page["after"],
    )
