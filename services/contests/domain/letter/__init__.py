"""Letters of the team to winners: asked for once, written to each one by one."""

from services.contests.domain.letter.errors import LetterSent, NobodyToWriteTo
from services.contests.domain.letter.form import LETTER_FIELDS, LetterForm, words_of
from services.contests.domain.letter.letter import Letter, LetterState, Reached
from services.contests.domain.letter.template import greeting, template_for

__all__ = [
    "LETTER_FIELDS",
    "Letter",
    "LetterForm",
    "LetterSent",
    "LetterState",
    "NobodyToWriteTo",
    "Reached",
    "greeting",
    "template_for",
    "words_of",
]
