"""After the form: the address that was typed, a correction, the mail once more. Nothing is told of
who takes part already: the page is the same for everybody.
"""

from difflib import SequenceMatcher
from typing import Any

from flask import make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.gateway.door.counting import TooManyAttempts
from services.gateway.door.rates import count_request
from services.gateway.door.security import client_network, framed, unreferred
from services.gateway.door.stale import form_is_stale
from services.gateway.kit.formats import instant, window_text
from services.gateway.kit.i18n import gettext
from services.gateway.kit.parts import parts
from services.gateway.kit.problems import ServiceProblem
from services.gateway.kit.sentences import sentence
from services.gateway.products.contests.public.blueprint import public
from services.gateway.products.contests.public.contest import enter
from services.gateway.products.contests.public.entry_form import new_key
from services.gateway.products.contests.public.memory import contest_behind, last_known_contest
from services.gateway.products.contests.public.sending import Sent, send_again, sent_of
from services.gateway.products.contests.public.words import page_texts, phase_of, step_at
from shared.mail.spelling import suggested_address
from shared.webapp.permissions import open_to_all, raw_body

# What the service may answer to who asks for the mail again: told on the page.
TOLD = frozenset({404, 410, 429, 503})
Parts = list[tuple[str, bool]]


@public.route("/c/<slug>/thanks", methods=["GET", "POST"])
@open_to_all
@framed
@unreferred
@raw_body
def thanks(workspace: str, slug: str) -> ResponseReturnValue:
    """Say that a mail is on its way; send it again, or to another address."""
    sent = sent_of(request.values.get("sent", ""))
    if request.method != "POST" or form_is_stale():
        return _page(workspace, slug, sent)
    if sent is None:
        return _page(workspace, slug, None, _too_old()), 410
    if request.form.get("action") == "again":
        return _again(workspace, slug, sent)
    typed = sent.form
    typed["email"] = request.form.get("email", "").strip()
    typed["request_key"] = new_key()
    return enter(workspace, slug, typed)


def _again(workspace: str, slug: str, sent: Sent) -> ResponseReturnValue:
    try:
        count_request("again", client_network(), parts().entry_rate)
        contest_id, _ = contest_behind(workspace, slug)
        handed = send_again(workspace, contest_id, sent)
    except TooManyAttempts as error:
        return _told(workspace, slug, sent, 429, error.retry_after)
    except ServiceProblem as problem:
        if problem.status not in TOLD:
            raise
        return _told(workspace, slug, sent, problem.status, problem.retry_after)
    return redirect(url_for(".thanks", slug=slug, sent=handed, again=1), 303)


def _told(
    workspace: str, slug: str, sent: Sent, status: int, seconds: int | None
) -> ResponseReturnValue:
    """Say that no other mail is sent now, and from when one is."""
    if status >= 500:
        said = sentence("unavailable")
    elif status == 429 and seconds:
        said = gettext(
            "The mail was sent a moment ago. It can be sent again in %(time)s.",
            time=window_text(seconds if seconds < 60 else -(-seconds // 60) * 60),
        )
    else:
        said = gettext("No other mail is sent for this form. Look among the unwanted mails.")
    response = make_response(_page(workspace, slug, sent, said), status)
    if seconds:
        response.headers["Retry-After"] = str(seconds)
    return response


def _too_old() -> str:
    return gettext(
        "This page is too old to send anything from it. Enter again by the form: what was never "
        "confirmed does not count."
    )


def _page(workspace: str, slug: str, sent: Sent | None, said: str = "") -> str:
    contest, now = last_known_contest(workspace, slug), parts().clock.now()
    meant = suggested_address(sent.email) if sent and "keep" not in request.args else ""
    return render_template(
        "contests/public/thanks.html",
        contest=contest,
        settings=contest["settings"],
        zone=contest["settings"]["zone"],
        texts=page_texts(contest),
        phase=phase_of(contest, now),
        step_at=lambda name: step_at(contest, name),
        sent=sent,
        handed=request.values.get("sent", ""),
        again="again" in request.args,
        may_ask=bool(sent and sent.again_at),
        from_then=sent.again_at if sent and sent.again_at and instant(sent.again_at) > now else "",
        meant=meant,
        typed_parts=differing(sent.email, meant) if sent and meant else [],
        meant_parts=differing(meant, sent.email) if sent and meant else [],
        said=said,
    )


def differing(text: str, other: str) -> Parts:
    """Return a text in parts, each with whether it differs from the other text there."""
    found: Parts = []
    matcher: Any = SequenceMatcher(None, text.lower(), other.lower(), autojunk=False)
    for tag, start, end, _, _ in matcher.get_opcodes():
        if start < end:
            found.append((text[start:end], tag != "equal"))
    return found
