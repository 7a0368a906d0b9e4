"""What a mail says, as facts that the templates put into words."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any

from services.contests.domain.contest import Contest
from services.contests.domain.contest.form import FIELDS
from services.contests.domain.contest.form.prizes import prize_name
from services.contests.domain.letter import greeting
from services.contests.domain.mail.purpose import Purpose
from services.contests.domain.outcome import ResultKind
from services.contests.domain.tokens import CLAIM, CONFIRM, MANAGE, UNSUBSCRIBE, token_of
from services.contests.domain.winner import OBJECTION_TIME, Winner, WinnerState
from services.contests.use_cases.context import WorkContext
from services.contests.use_cases.mail.addressee import Addressee
from services.contests.use_cases.outcome.left import alternates_left
from shared.events import BadInstant, instant_of
from shared.forms.finding import find
from shared.forms.sentences import label_of
from shared.words import inside_quotes


def facts_of(context: WorkContext, to: Addressee) -> dict[str, Any]:
    """Return what the templates may say: texts, integers, instants, and the one `link`."""
    return {**_common(to, context), **_own(to, context)}


def _common(to: Addressee, context: WorkContext) -> dict[str, Any]:
    contest, entry, links = to.contest, to.entry, context.links
    terms, schedule = contest.terms, contest.schedule
    manage = token_of(to.key, MANAGE, entry.id)
    stop = token_of(to.key, UNSUBSCRIBE, entry.id)
    return {
        "title": inside_quotes(title_of(contest, entry.language), entry.language),
        "organiser": terms.organiser_name,
        "contact": terms.contact or context.post.sender,
        "zone": terms.zone,
        "first_name": entry.person.first_name,
        "ref": entry.ref,
        "weight": entry.weight,
        "closes_at": schedule.closes_at,
        "confirm_by": schedule.confirm_by,
        "review_until": schedule.review_until,
        "draw_at": schedule.draw_at,
        "seal": contest.seal,
        "test_beacon": contest.test_beacon,
        "opted_in": entry.takes_news,
        "manage": links.entry(entry.language, contest.workspace_id, manage),
        "unsubscribe": links.unsubscribe(entry.language, contest.workspace_id, stop),
    }


def _own(to: Addressee, context: WorkContext) -> dict[str, Any]:
    contest, entry, links = to.contest, to.entry, context.links
    place = (entry.language, contest.workspace_id)
    if to.purpose in (Purpose.CONFIRM, Purpose.STILL_WAITING):
        return {
            "link": links.confirm(*place, token_of(to.key, CONFIRM, entry.id)),
            "erase": links.erase(*place, token_of(to.key, MANAGE, entry.id)),
        }
    if to.purpose is Purpose.AMENDED:
        return {
            "link": links.rules(*place, contest.slug),
            **_amendment(to.mail.context, entry.language),
        }
    if to.purpose is Purpose.CALLED_OFF:
        return {"link": links.rules(*place, contest.slug), "reason": contest.cancel_reason}
    if to.purpose in (Purpose.SEALED, Purpose.RESULT):
        return {"link": links.certificate(*place, contest.slug), **_rank(to, context.clock.now())}
    if to.winner is not None:
        return {
            "link": links.claim(*place, token_of(to.key, CLAIM, entry.id)),
            **_prize(to.winner, contest, context, entry.language),
            **_letter(to, to.mail.context.get("letter", "")),
        }
    own = {"link": links.entry(*place, token_of(to.key, MANAGE, entry.id))}
    return {**own, "reason": entry.reason}


def _rank(to: Addressee, now: datetime) -> dict[str, Any]:
    """Return an alternate's rank, 0 for who is none; whether a prize may still come, until when.

    None once that has passed: a prize that nobody has yet may come all the same.
    """
    result, until = to.result, to.contest.schedule.last_answer
    return {
        "rank": (result.rank if result else None) or 0,
        "waits": result is not None and result.kind is ResultKind.ALTERNATE,
        "answers_until": until if now < until else None,
    }


def _prize(winner: Winner, contest: Contest, context: WorkContext, language: str) -> dict[str, Any]:
    return {
        "prize": prize_name(contest.in_force["prizes"][winner.prize], language),
        "promoted": winner.promoted,
        "passes_on": _passes_on(contest, context),
        "carrier": winner.sending.carrier if winner.sending else "",
        "tracking": winner.sending.tracking if winner.sending else "",
        "replaces": _replaced(winner),
        "awaited": winner.state in (WinnerState.DRAWN, WinnerState.NOTIFIED),
        "details_by": winner.details_by,
        "counts_at": winner.counts_at,
        "asks_address": contest.ask_of(winner.prize_name).address,
        "answer_by": winner.answer_by or context.clock.now() + contest.terms.answer_within,
        "code": winner.skip.code if winner.skip else "",
        "object_until": winner.objection_until or context.clock.now() + OBJECTION_TIME,
    }


def _replaced(winner: Winner) -> str:
    """Return what the sending takes the place of: a `parcel`, a `code`, or "" for nothing."""
    if not winner.replaced:
        return ""
    return "parcel" if winner.replaced[-1].carrier else "code"


def _letter(to: Addressee, letter: str) -> dict[str, Any]:
    """Return the words of a letter of the team, in the language that it was written in."""
    found = to.winner.letter(letter) if to.winner else None
    if found is None:
        return {}
    language = found.language or to.entry.language
    return {
        "letter_subject": found.subject,
        "letter_greeting": greeting(language, to.entry.person.first_name),
        "letter_text": found.text,
        "body_language": language,
    }


def _passes_on(contest: Contest, context: WorkContext) -> bool:
    """Return whether somebody is left who would have a prize that is given up."""
    left = alternates_left(context, workspace=contest.workspace_id, contest=contest.id)
    return left > 0


def _amendment(said: Mapping[str, Any], language: str) -> dict[str, Any]:
    """Return the amendment; `before_at` and `after_at` are instants where the setting is one."""
    found = find(FIELDS, f"settings.{said['field']}")
    label = label_of(found, language) if found else said["field"]
    dates: dict[str, datetime | None] = {"before_at": None, "after_at": None}
    with suppress(BadInstant, TypeError):
        dates = {"before_at": instant_of(said["before"]), "after_at": instant_of(said["after"])}
    return {"label": inside_quotes(label, language), "reason": said["reason"], **dates}


def title_of(contest: Contest, language: str) -> str:
    """Return the contest's title in `language`, else in any, else its address."""
    texts = contest.texts
    spoken = [language, *contest.languages, *texts]
    titles = (texts.get(each, {}).get("title") for each in spoken)
    return next((str(title) for title in titles if title), contest.slug)
