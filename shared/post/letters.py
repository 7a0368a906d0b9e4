"""From a purpose, a language and facts to the subject and the two bodies of a mail.

A template holds named blocks of plain text (`subject`, `body`, `action`, `note`, `why`, `stop`);
the two layouts put the same blocks into text and into HTML, so that both always say the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from shared.forms.field import LANGUAGES
from shared.words import date_text, french_spacing, inside_quotes, number_text

LAYOUTS = Path(__file__).parent / "templates"
BLOCKS = ("subject", "body", "action", "note", "why", "stop")


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail in words."""

    subject: str
    text: str
    html: str


class Letters:
    """Writes letters from `<folder>/<language>/<purpose>.j2`; an absent fact raises at once."""

    def __init__(self, folder: Path) -> None:
        loader = FileSystemLoader([folder, LAYOUTS])
        self._plain = Environment(  # noqa: S701 - plain text; the HTML layout escapes what it gets
            loader=loader, undefined=StrictUndefined, trim_blocks=True
        )
        self._plain.filters |= {"instant": date_text, "whole": number_text, "inside": inside_quotes}
        self._html = Environment(loader=loader, undefined=StrictUndefined, autoescape=True)

    def write(self, purpose: str, language: str, facts: Mapping[str, Any]) -> Letter:
        """Return the letter in `language` (`fr` or `en`, any other is written in English).

        `facts` are instants, texts and integers, named by the templates; `link` is the one
        action, `organiser` who signs. `body_language` is the language of the body where people
        wrote it: absent, it is that of the mail.
        """
        spoken = language if language in LANGUAGES else "en"
        template = self._plain.get_template(f"{spoken}/{purpose}.j2")
        parts = {name: _spaced(_block(template, name, facts), spoken) for name in BLOCKS}
        framing = {"link": facts["link"], "language": spoken, "organiser": facts["organiser"]}
        framing["body_language"] = facts.get("body_language", spoken)
        return Letter(
            subject=" ".join(parts["subject"].splitlines()),
            text=self._plain.get_template("layout.txt.j2").render({**parts, **framing}),
            html=self._html.get_template("layout.html.j2").render({**parts, **framing}),
        )


def _block(template: Template, name: str, facts: Mapping[str, Any]) -> str:
    block = template.blocks.get(name)
    if block is None:
        return ""
    return "".join(block(template.new_context(dict(facts)))).strip()


def _spaced(text: str, language: str) -> str:
    return french_spacing(text) if language == "fr" else text
