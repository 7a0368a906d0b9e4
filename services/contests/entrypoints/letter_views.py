"""Letters to winners as JSON, for the team."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from services.contests.domain.contest import Contest
from services.contests.domain.letter import Letter, greeting
from services.contests.domain.winner import Winner
from services.contests.use_cases.letter.begin import LetterBegun
from shared.post import QueuedMail


def letters_of(winner: Winner, mails: Mapping[str, QueuedMail]) -> list[dict[str, Any]]:
    """Return the letters of a winner, each with what became of its mail (None: not yet known)."""
    return [{**asdict(each), "mail": mails.get(each.id)} for each in winner.letters]


def letter_view(letter: Letter) -> dict[str, Any]:
    """Return how far a letter is; its words stand with the winners."""
    members = {name: getattr(letter, name) for name in _SHOWN}
    return {**members, "state": letter.state.value, "left_out": list(letter.left_out)}


def begun_view(begun: LetterBegun) -> dict[str, Any]:
    """Return for whom a letter would be, and what its form begins with."""
    winner = begun.winner
    return {
        "contest": contest_of_letters(begun.contest),
        "ref": winner.ref if winner else "",
        "place": winner.place if winner else None,
        "prize": winner.prize_name if winner else "",
        "people": begun.people,
        "languages": begun.languages,
        "greeting": {each: greeting(each) for each in begun.languages},
        "subject": begun.words.subject,
        "text": begun.words.text,
        "as_of": begun.as_of,
    }


def contest_of_letters(contest: Contest) -> dict[str, Any]:
    """Return what a screen of letters says of their contest."""
    return {
        "id": contest.id,
        "state": contest.state.value,
        "texts": contest.texts,
        "settings": {"zone": contest.terms.zone},
    }


_SHOWN = ("id", "by", "asked_at", "ref", "subject", "written")
