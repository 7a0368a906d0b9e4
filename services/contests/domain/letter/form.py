"""What the team writes: a subject and a text, in each language in which it is read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shared.errors import FieldError, Invalid
from shared.forms.field import Kind, Texts, asks, both, fields_of, filled

LONGEST_TEXT = 3000


@dataclass(frozen=True, kw_only=True)
class LetterForm:
    """A letter. Its text is plain: blank lines part paragraphs."""

    subject: Texts = asks(
        Kind.TEXTS,
        both("Objet", "Subject"),
        maximum=120,
        says={
            "missing": both(
                "La lettre n’a pas d’objet %(language)s. Écrivez-le.",
                "The letter has no subject %(language)s. Write one.",
            )
        },
    )
    text: Texts = asks(
        Kind.TEXTS,
        both("Texte", "Text"),
        hint=both("Une ligne vide sépare deux paragraphes.", "An empty line parts two paragraphs."),
        maximum=LONGEST_TEXT,
        says={
            "missing": both(
                "La lettre n’a pas de texte %(language)s. Écrivez-le.",
                "The letter has no text %(language)s. Write one.",
            )
        },
    )


LETTER_FIELDS = fields_of(LetterForm)


def words_of(languages: Sequence[str], given: Mapping[str, Any]) -> LetterForm:
    """Return what was written in these languages, and nothing else.

    `given` is JSON at the paths of `LETTER_FIELDS`. Raises `Invalid` for what lacks.
    """
    whole = filled(LetterForm, given)
    parts = {"subject": _stripped(whole.subject), "text": _stripped(whole.text)}
    missing = [
        FieldError(f"{name}.{language}", "missing")
        for language in languages
        for name, texts in parts.items()
        if not texts.get(language)
    ]
    if missing:
        raise Invalid(fields=missing)
    spoken = {name: {each: texts[each] for each in languages} for name, texts in parts.items()}
    return LetterForm(subject=spoken["subject"], text=spoken["text"])


def _stripped(texts: Texts) -> Texts:
    return {language: text.strip() for language, text in texts.items()}
