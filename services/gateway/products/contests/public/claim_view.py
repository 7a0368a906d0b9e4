"""A winner's page as its template shows it: the answer, what the prize needs, where it is."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from flask import render_template

from services.gateway.kit.countries import country_groups, open_countries
from services.gateway.kit.formats import ago_text, instant, short_text
from services.gateway.kit.forms import PageForm
from services.gateway.kit.i18n import both, gettext
from services.gateway.kit.parts import parts
from services.gateway.products.contests.public.words import page_texts
from services.gateway.products.contests.words import DETAILS_FIELDS, EXCLUDED_COUNTRIES
from services.gateway.products.contests.words.addresses import address_lines
from services.gateway.products.contests.words.prizes import prize_handing, prize_name
from shared.errors import FieldError
from shared.forms.field import Choice, Field
from shared.forms.writing import Typed, written

CHOICE = "choice"
# What a service that runs earlier code does not say: it asks nothing, and refuses itself.
EARLIER: Mapping[str, Any] = {
    **dict.fromkeys(("first_name", "country", "handing", "prize_en", "handing_en"), ""),
    **dict.fromkeys(("value", "address", "choice", "given_at", "sending", "forget_at")),
    **dict.fromkeys(("details_by", "counts_at")),
    **dict.fromkeys(("drawn_at", "answered_at", "fulfilled_at", "objection")),
    "received": False,
    "letters": (),
    "alternates_left": 1,
    "ask": {"address": False, "question": {}, "options": []},
}
PARCELS = {"accepted": "ready", "verified": "ready", "fulfilled": "received", "skipped": "lost"}


def claim_page(
    token: str,
    claim: Mapping[str, Any],
    *,
    typed: Typed | None = None,
    errors: Sequence[FieldError] = (),
    said: str = "",
    correcting: bool = False,
) -> str:
    """Return the page. `said` is a refusal; `typed` and `errors` are of what the prize asks."""
    contest = claim["contest"]
    fields = asked_fields(claim)
    values = given_values(fields, claim) if typed is None else typed
    form = PageForm(fields, values, errors, whole=True)
    screen = _screen(claim, correcting=correcting)
    return render_template(
        "contests/public/claim.html",
        token=token,
        claim=claim,
        contest=contest,
        zone=contest["zone"],
        organiser=contest["organiser"],
        texts=page_texts(contest),
        screen=screen,
        said=said,
        typed=[] if typed is None or screen == "details" else _kept(fields, typed),
        form=form,
        countries=country_groups(open_countries(contest["countries"], EXCLUDED_COUNTRIES)),
        left=ago_text(claim["answer_by"], parts().clock.now()) if claim["answer_by"] else "",
        late=bool(claim["details_by"]) and instant(claim["details_by"]) <= parts().clock.now(),
        steps=_steps(claim),
        address=address_lines(claim["address"]),
        letters=[
            {**each, "at": short_text(each["at"], contest["zone"])}
            for each in reversed(claim["letters"])
        ],
    )


def of_any_age(claim: Mapping[str, Any]) -> dict[str, Any]:
    """Return a claim with all that this page reads, whichever code answered it."""
    state = claim["state"]
    told = {
        "parcel": PARCELS.get(state, "awaited"),
        "actions": ["accept", "decline"] if state not in PARCELS else [],
    }
    known = {**EARLIER, **told, **claim}
    rules = {
        "name": known["prize"],
        "name_en": known["prize_en"],
        "delivery": known["handing"],
        "delivery_en": known["handing_en"],
    }
    known |= {"prize": prize_name(rules), "handing": prize_handing(rules)}
    return {**known, "contest": {"countries": [], **claim["contest"]}}


def asked_fields(claim: Mapping[str, Any]) -> tuple[Field, ...]:
    """Return what the prize asks, its question in place of the name of the choice."""
    ask = claim["ask"]
    return tuple(
        replace(field, label=ask["question"], choices=_choices(ask["options"]), maximum=None)
        if field.path == CHOICE
        else field
        for field in DETAILS_FIELDS
        if (ask["options"] if field.path == CHOICE else ask["address"])
    )


def given_values(fields: Sequence[Field], claim: Mapping[str, Any]) -> Typed:
    """Return the raw texts of what was given; before that, the country of the entry."""
    address = claim["address"] or {"country": claim["country"]}
    return written(fields, {"address": address, CHOICE: both(claim["choice"])})


def _choices(options: Sequence[Mapping[str, str]]) -> tuple[Choice, ...]:
    return tuple(Choice(both(each), each) for each in options)


def _screen(claim: Mapping[str, Any], *, correcting: bool) -> str:
    """Return which of the pages it is: `objection`, `answer`, `details`, `way` or `over`."""
    if claim["objection"]:
        return "objection"
    if "accept" in claim["actions"]:
        return "answer"
    if "give" in claim["actions"] and (correcting or claim["parcel"] == "owed"):
        return "details"
    return "over" if claim["parcel"] in ("awaited", "lost") else "way"


def _kept(fields: Sequence[Field], typed: Typed) -> list[str]:
    """Return what was typed and can no longer be sent, so that nobody has to remember it."""
    return [text for field in fields if (text := str(typed.get(field.path, "")).strip())]


def _steps(claim: Mapping[str, Any]) -> list[dict[str, str]]:
    """Return where the prize is, step by step; the first that is not done comes next."""
    sending, zone = claim["sending"] or {}, claim["contest"]["zone"]
    carrier = sending.get("carrier", "")
    gone = gettext("Given to the carrier") if carrier else gettext("Handed over as a code")
    given = gettext("Address received") if claim["ask"]["address"] else gettext("Choice received")
    saying = gettext("it is you who will say so")
    counted = claim["parcel"] == "received" and sending and not claim["received"]
    came = gettext("Counts as received") if counted else gettext("In your hands")
    by_hand = claim["parcel"] == "received" and not sending
    steps = [
        (gettext("Drawn by lot"), claim["drawn_at"], ""),
        (gettext("Accepted by you"), claim["answered_at"], ""),
        *([(given, claim["given_at"], "")] if _asks(claim) else []),
        *([] if by_hand else [(gone if sending else gettext("Sent"), sending.get("at"), carrier)]),
        (came, claim["fulfilled_at"], "" if claim["fulfilled_at"] else saying),
    ]
    ahead, shown = True, []
    for name, at, about in steps:
        state = "done" if at else "next" if ahead else "later"
        ahead = ahead and bool(at)
        said = [short_text(at, zone), about] if at else [about]
        step = {"name": name, "at": said[0], "state": state, "about": "".join(said[1:])}
        shown.append(step)
    return shown


def _asks(claim: Mapping[str, Any]) -> bool:
    return bool(claim["ask"]["address"] or claim["ask"]["options"] or claim["given_at"])
