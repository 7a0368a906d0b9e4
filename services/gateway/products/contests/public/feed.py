"""What happened to a contest, as an Atom feed: the seal stands in it before the round."""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree as Xml

from flask import Response, g, url_for
from flask.typing import ResponseReturnValue

from services.gateway.kit.i18n import current_language, gettext
from services.gateway.kit.parts import parts
from services.gateway.products.contests.draw_steps import hash_at_opening
from services.gateway.products.contests.public.blueprint import public
from services.gateway.products.contests.public.memory import read_contest
from services.gateway.products.contests.public.rules import amendment_in_words
from services.gateway.products.contests.public.words import page_texts
from shared.webapp.permissions import open_to_all

ATOM = "http://www.w3.org/2005/Atom"
Xml.register_namespace("", ATOM)
# (what, when, title, text): `when` is an instant of RFC 3339.
News = tuple[str, str, str, str]


@public.get("/c/<slug>/feed.atom")
@open_to_all
def feed(workspace: str, slug: str) -> ResponseReturnValue:
    """Give what happened, the newest first."""
    contest = read_contest(workspace, slug)
    news = sorted(news_of(contest), key=lambda each: each[1])[::-1]
    page = parts().public_url + url_for(".contest", slug=slug)
    root = Xml.Element(f"{{{ATOM}}}feed", {"xml:lang": current_language()})
    _text(root, "id", _tag(slug))
    _text(root, "title", page_texts(contest)["title"])
    _text(root, "updated", news[0][1] if news else contest["settings"]["opens_at"])
    _text(Xml.SubElement(root, f"{{{ATOM}}}author"), "name", g.workspace.name)
    Xml.SubElement(root, f"{{{ATOM}}}link", {"href": page})
    own = {"href": f"{page}/feed.atom", "rel": "self", "type": "application/atom+xml"}
    Xml.SubElement(root, f"{{{ATOM}}}link", own)
    for each in news:
        _entry(root, _tag(slug), page, each)
    written = Xml.tostring(root, encoding="utf-8", xml_declaration=True)
    response = Response(written, mimetype="application/atom+xml")
    response.headers["Cache-Control"] = "public, max-age=30"
    return response


def news_of(contest: Mapping[str, Any]) -> Iterator[News]:
    """Yield what is known to have happened."""
    happened = {
        step["step"]: step["happened_at"] for step in contest["timeline"] if step.get("happened_at")
    }
    zone = contest["settings"]["zone"]
    for step, title, text in _steps(contest):
        if step in happened:
            yield step, happened[step], title, text
    hashes = [*contest.get("rules_hashes", ())]
    for number, each in enumerate(contest["amendments"], 1):
        said = amendment_in_words(each, zone)
        text = gettext("%(name)s. Before: %(before)s. Now: %(after)s. Reason: %(reason)s", **said)
        if number < len(hashes):
            since = gettext("Hash of the rules: %(hash)s", hash=hashes[number])
            text = f"{text}\n{since}"
        yield f"amendment-{number}", each["at"], gettext("Rules amended"), text
    if contest["state"] == "cancelled" and contest.get("cancelled_at"):
        title = gettext("Contest called off")
        yield "cancelled", contest["cancelled_at"], title, contest["cancel_reason"]


def _steps(contest: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    draw = contest.get("draw") or {}
    return [
        (
            "opens",
            gettext("Contest published, rules frozen"),
            gettext("Hash of the rules: %(hash)s", hash=hash_at_opening(contest)),
        ),
        ("closes", gettext("Entries are over"), gettext("The list is checked, then sealed.")),
        (
            "seal",
            gettext("List sealed and published"),
            gettext("Seal: %(seal)s", seal=contest.get("seal") or ""),
        ),
        (
            "draw",
            gettext("Winners drawn, certificate published"),
            gettext("Digest of the certificate: %(digest)s", digest=draw.get("digest", "")),
        ),
        (
            "last_answer",
            gettext("Contest settled"),
            gettext("Every prize was handed over, or published as not awarded."),
        ),
    ]


def _entry(root: Xml.Element, tag: str, page: str, news: News) -> None:
    what, when, title, text = news
    entry = Xml.SubElement(root, f"{{{ATOM}}}entry")
    _text(entry, "id", f"{tag}/{what}")
    _text(entry, "title", title)
    _text(entry, "updated", when)
    Xml.SubElement(entry, f"{{{ATOM}}}link", {"href": page})
    _text(entry, "summary", text)


def _text(parent: Xml.Element, name: str, text: str) -> None:
    Xml.SubElement(parent, f"{{{ATOM}}}{name}").text = text


def _tag(slug: str) -> str:
    # RFC 4151: an id that stays when the address of the pages does not.
    host = urlsplit(parts().public_url).hostname
    return f"tag:{host},2026:{g.workspace.id}/{slug}"
