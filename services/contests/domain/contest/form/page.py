"""The page of a contest: its address, its languages, its words."""

import re
from dataclasses import dataclass

from shared.forms.field import Kind, Texts, asks, both

_SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{1,58})[a-z0-9]")
_TAKEN = both(
    "Un autre concours a cette adresse. Choisissez-en une autre.",
    "Another contest has this address. Choose another one.",
)
_NO_LANGUAGE = both(
    "La page n’a pas de langue. Cochez-en une au moins.",
    "The page has no language. Tick at least one.",
)


@dataclass(frozen=True, kw_only=True)
class Page:
    """What everybody sees first."""

    slug: str = asks(
        Kind.TEXT,
        both("Adresse de la page", "Address of the page"),
        maximum=60,
        check=lambda text: "" if _SLUG.fullmatch(text) else "slug",
        says={
            "slug_taken": _TAKEN,
            "slug": both(
                "L’adresse de la page prend de 3 à 60 minuscules et chiffres, avec des tirets "
                "entre eux. Corrigez-la.",
                "The address of the page takes from 3 to 60 lower-case letters and figures, with "
                "hyphens between them. Correct it.",
            ),
        },
    )
    languages: tuple[str, ...] = asks(
        Kind.LANGUAGES,
        both("Langues de la page", "Languages of the page"),
        path="settings.languages",
        required=True,
        default=("fr", "en"),
        minimum=1,
        maximum=2,
        says={"missing": _NO_LANGUAGE, "length": _NO_LANGUAGE},
    )
    title: Texts = asks(
        Kind.TEXTS,
        both("Titre", "Title"),
        path="texts.{language}.title",
        maximum=200,
        says={
            "missing": both(
                "La page n’a pas de titre %(language)s. Écrivez-le.",
                "The page has no title %(language)s. Write one.",
            )
        },
    )
    intro: Texts = asks(
        Kind.TEXTS,
        both("Introduction", "Introduction"),
        path="texts.{language}.intro",
        maximum=5000,
    )
    image_alt: Texts = asks(
        Kind.TEXTS,
        both("Description de l’image", "Picture described"),
        path="texts.{language}.image_alt",
        maximum=500,
    )
