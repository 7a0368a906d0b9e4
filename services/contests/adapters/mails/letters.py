"""From a purpose, a language and facts to the subject and the two bodies of a mail."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from services.contests.domain.mailing import Letter, Purpose
from shared.words import date_text, french_spacing, number_text

FOLDER = Path(__file__).parent / "templates"
BLOCKS = ("subject", "body", "action", "note", "why", "stop")
LANGUAGES = ("fr", "en")


class JinjaLetters:
    """Writes letters from the templates of this folder; a fact that is absent raises at once."""

    def write(self, purpose: Purpose, language: str, facts: Mapping[str, Any]) -> Letter:
        """Return the letter in `language` (`fr` or `en`, any other is written in English).

        `facts` are instants, texts and integers, named by the templates; `link` is the one action.
        """
        spoken = language if language in LANGUAGES else "en"
        template = _plain().get_template(f"{spoken}/{purpose.value}.j2")
        parts = {name: _spaced(_block(template, name, facts), spoken) for name in BLOCKS}
        layout = {
            **parts,
            "link": facts["link"],
            "language": spoken,
            "organiser": facts["organiser"],
        }
        return Letter(
            subject=" ".join(parts["subject"].splitlines()),
            text=_plain().get_template("layout.txt.j2").render(layout),
            html=_html().get_template("layout.html.j2").render(layout),
        )


@cache
def _plain() -> Environment:
    made = Environment(  # noqa: S701 - plain text; the HTML layout escapes what it gets
        loader=FileSystemLoader(FOLDER), undefined=StrictUndefined, trim_blocks=True
    )
    made.filters["instant"] = date_text
    made.filters["whole"] = number_text
    return made


@cache
def _html() -> Environment:
    return Environment(loader=FileSystemLoader(FOLDER), undefined=StrictUndefined, autoescape=True)


def _block(template: Template, name: str, facts: Mapping[str, Any]) -> str:
    block = template.blocks.get(name)
    if block is None:
        return ""
    return "".join(block(template.new_context(dict(facts)))).strip()


def _spaced(text: str, language: str) -> str:
    return french_spacing(text) if language == "fr" else text
