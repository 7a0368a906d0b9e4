"""The words with which a letter begins, for the team to go on from."""

from collections.abc import Sequence

from services.contests.domain.letter.form import LetterForm
from shared.forms.field import Texts, both

GREETING = both("Bonjour {name},", "Hello {name},")
ANYBODY = both("[prénom]", "[first name]")
_ONE = both("votre lot : {about}", "your prize: {about}")
_ALL = both("votre lot de {about}", "your prize in {about}")
_SUBJECT = both("Au sujet de {prize}", "About {prize}")
_TEXT = both(
    "Nous vous écrivons au sujet de {prize}.",
    "We are writing to you about {prize}.",
)
_ANSWER = both(
    "Une question ? Répondez à ce message.", "Do you have a question? Reply to this message."
)
_END = both("Bien à vous,\n{organiser}", "Kind regards,\n{organiser}")
LONGEST_SUBJECT = 120


def greeting(language: str, name: str = "") -> str:
    """Return how a letter greets its reader; "": anybody."""
    spoken = language if language in GREETING else "en"
    return GREETING[spoken].format(name=name or ANYBODY[spoken])


def template_for(
    languages: Sequence[str], *, about: Texts, one: bool, organiser: str, answered: bool
) -> LetterForm:
    """Return subject and text in these languages, true as they stand.

    `about` is the prize of `one` winner, or the contest of all; `answered` says that an answer to
    the mail reaches the organiser.
    """

    def prize(language: str) -> str:
        return (_ONE if one else _ALL)[language].format(about=about[language])

    def text(language: str) -> str:
        said = _TEXT[language].format(prize=prize(language))
        answer = [_ANSWER[language]] if answered else []
        return "\n\n".join([said, *answer, _END[language].format(organiser=organiser)])

    subjects = {each: _SUBJECT[each].format(prize=prize(each)) for each in languages}
    return LetterForm(
        subject={each: subject[:LONGEST_SUBJECT] for each, subject in subjects.items()},
        text={each: text(each) for each in languages},
    )
