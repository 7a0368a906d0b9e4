"""Winners and outcomes as JSON, for everybody, for the team, and for winners themselves."""

from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

from services.contests.domain.contest.eligibility import countries_of
from services.contests.domain.contest.form import PrizeAsk
from services.contests.domain.entry import Entry
from services.contests.domain.winner import (
    Parcel,
    Skip,
    Told,
    Winner,
    WinnerState,
    actions,
    forget_at,
    owed,
    parcel_of,
)
from services.contests.entrypoints.letter_views import letters_of
from services.contests.manifest import DECIDE
from services.contests.use_cases.outcome.read import OutcomeView
from services.contests.use_cases.winner.read_claim import ClaimView
from services.contests.use_cases.winner.read_people import WinnersPage
from shared.auth import Caller
from shared.post import LOST, MailState

Mails = Mapping[str, MailState]


def outcome_for_everybody(view: OutcomeView) -> dict[str, Any]:
    """Return what became of the winners."""
    return {
        "digest": view.draw.digest,
        "winners": [_winner(winner) for winner in view.winners],
        "chain": view.outcome.chain,
        "alternates_left": view.alternates_left,
        "not_awarded": view.outcome.not_awarded(view.draw),
        "without_entry": view.draw.not_awarded,
    }


def outcome_for_staff(view: OutcomeView, who: Caller) -> dict[str, Any]:
    """Return the outcome with what the public does not see, and what `who` may do now."""
    winners = [
        _for_staff(winner, view.asks[winner.ref], view.mails, who) for winner in view.winners
    ]
    return {**outcome_for_everybody(view), "winners": winners}


def people_of(page: WinnersPage, who: Caller) -> dict[str, Any]:
    """Return a page of winners with who they are, and what a screen says of their contest."""
    contest = page.contest
    about = {
        "id": contest.id,
        "state": contest.state.value,
        "texts": contest.texts,
        "settings": {"zone": contest.terms.zone},
    }
    items = [_reached(winner, entry, page, who) for winner, entry in page.winners]
    return {
        "contest": about,
        "items": items,
        "after": page.after,
        "progress": page.progress,
        "actions": ["write_letter"] if page.writable and who.may(DECIDE) else [],
    }


def _reached(winner: Winner, entry: Entry, page: WinnersPage, who: Caller) -> dict[str, Any]:
    ask = page.contest.ask_of(winner.prize_name)
    known = {**_for_staff(winner, ask, page.mails, who), **_person(entry), **_delivery(winner)}
    letters = {} if page.letters is None else {"letters": letters_of(winner, page.letters)}
    return {**known, "ask": _ask(ask), **letters}


def claim_of(view: ClaimView) -> dict[str, Any]:
    """Return what a winner sees behind the link of their mail."""
    contest, winner = view.contest, view.winner
    prize = contest.in_force["prizes"][winner.prize]
    return {
        "contest": {
            "id": contest.id,
            "slug": contest.slug,
            "state": contest.state.value,
            "texts": contest.texts,
            "zone": contest.terms.zone,
            "organiser": contest.in_force["organiser"],
            "countries": countries_of(contest.in_force),
        },
        "first_name": view.entry.person.first_name,
        "country": view.entry.country,
        "prize": winner.prize_name,
        "prize_en": prize.get("name_en") or "",
        "value": prize.get("value"),
        "handing": prize.get("delivery") or "",
        "handing_en": prize.get("delivery_en") or "",
        "place": winner.place,
        "ref": winner.ref,
        "state": winner.state.value,
        "code": winner.code,
        "answer_by": winner.answer_by,
        "followed_by": view.followed_by,
        "alternates_left": view.alternates_left,
        "drawn_at": winner.drawn_at,
        "answered_at": winner.answered_at,
        "fulfilled_at": winner.fulfilled_at,
        "received": winner.received,
        "details_by": _asked_until(winner, view.ask),
        "forget_at": forget_at(winner),
        "counts_at": winner.counts_at,
        "parcel": view.parcel,
        "ask": _ask(view.ask),
        "objection": _objection(winner),
        **_given(winner),
        "letters": winner.letters,
        "actions": view.actions,
    }


def _objection(winner: Winner) -> dict[str, Any] | None:
    skip = winner.objectionable
    return {"code": skip.code, "until": winner.objection_until} if skip else None


def _winner(winner: Winner) -> dict[str, Any]:
    return {
        "place": winner.place,
        "ref": winner.ref,
        "prize": winner.prize_name,
        "prize_index": winner.prize,
        "state": winner.state.value,
        "code": winner.code,
        "promoted": winner.promoted,
    }


def _for_staff(winner: Winner, ask: PrizeAsk, mails: Mails, who: Caller) -> dict[str, Any]:
    mail = mails.get(winner.entry_id)
    return {
        **_winner(winner),
        "mail": mail or "",
        "notified_at": winner.notified_at,
        "answer_by": winner.answer_by,
        "unreachable": winner.state is WinnerState.DRAWN and mail in LOST,
        "owed": owed(winner) or "",
        "told": _proposal(winner.told, who),
        "announced_at": winner.announced_at,
        "objection_until": winner.objection_until,
        "skip": _proposal(winner.skip_shown, who),
        "parcel": parcel_of(winner, ask),
        "until": winner.next_end,
        "details_by": _asked_until(winner, ask),
        "counts_at": winner.counts_at,
        "missing_at": winner.missing_at,
        "actions": actions(winner, who.subject, ask) if who.may(DECIDE) else [],
    }


def _asked_until(winner: Winner, ask: PrizeAsk) -> datetime | None:
    """Return until when details are asked; who is to be skipped sees no form for them."""
    asked = winner.announced_at is None and parcel_of(winner, ask) is Parcel.OWED
    return winner.details_by if asked else None


def _delivery(winner: Winner) -> dict[str, Any]:
    """Return what the prize needs and how it goes: for whoever may read people."""
    return {
        "version": winner.version,
        "drawn_at": winner.drawn_at,
        "answered_at": winner.answered_at,
        "verified_at": winner.verified_at,
        "fulfilled_at": winner.fulfilled_at,
        "skipped_at": winner.skipped_at,
        "skip_steps": winner.skip_steps,
        "received": winner.received,
        "replaced": [asdict(each) for each in winner.replaced],
        **_given(winner),
    }


def _given(winner: Winner) -> dict[str, Any]:
    return {
        "address": asdict(winner.address) if winner.address else None,
        "choice": winner.choice,
        "given_at": winner.given_at,
        "sending": asdict(winner.sending) if winner.sending else None,
    }


def _ask(ask: PrizeAsk) -> dict[str, Any]:
    return {"address": ask.address, "question": ask.question, "options": ask.options}


def _proposal(made: Skip | Told | None, who: Caller) -> dict[str, Any] | None:
    """Return a proposal; who approved it is absent until somebody has.

    So is the hash of the evidence for anybody but who gave it: a second person brings their own.
    """
    if made is None:
        return None
    members = {each.name: getattr(made, each.name) for each in fields(made)}
    if not made.approved_by and made.by != who.subject:
        del members["evidence_hash"]
    return {name: value for name, value in members.items() if value} | {"mark": made.mark}


def _person(entry: Entry) -> dict[str, str]:
    return {
        "first_name": entry.person.first_name,
        "email": entry.person.email,
        "language": entry.language,
    }
