"""Two languages: texts through gettext, catalogues read from the .po files at start.

The language is the first segment of the path. Text identifiers are the English texts.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlencode

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask import Flask, current_app, g, has_request_context, request, url_for
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from services.gateway.kit.addresses import page_at
from shared.forms.field import LANGUAGES
from shared.forms.sentences import text_in

LOCALES = {"fr": "fr", "en": "en_GB"}
KEY = "kermesse-translations"


def read_catalogue(language: str, folders: Iterable[Path]) -> Catalog:
    """Return every text of `<folder>/<language>/*.po` as one catalogue."""
    whole = Catalog(locale=language)
    for path in sorted(path for folder in folders for path in (folder / language).glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale=language, abort_invalid=True):
                if message.id:
                    whole[message.id] = message
    return whole


@cache
def compiled(language: str, folders: tuple[Path, ...]) -> NullTranslations:
    """Return the texts of `language`, compiled in memory; English needs none."""
    if language == "en":
        return NullTranslations()
    written = BytesIO()
    write_mo(written, read_catalogue(language, folders))
    written.seek(0)
    return Translations(written)


def _translations() -> NullTranslations:
    joined = cast(Mapping[str, NullTranslations], current_app.extensions[KEY])
    return joined[current_language()]


def current_language() -> str:
    """Return the language of the page that is being made."""
    if not has_request_context():
        return "en"
    return getattr(g, "lang", None) or preferred_language()


def preferred_language() -> str:
    """Return what the path says, else what the reader's browser asks for, French first."""
    first = request.path.split("/", 2)[1]
    if first in LANGUAGES:
        return first
    return _spoken(request.accept_languages)


def language_of(accepted: str) -> str:
    """Return which of our languages a header `Accept-Language` asks for, French first."""
    return _spoken(parse_accept_header(accepted, LanguageAccept))


def _spoken(accepted: LanguageAccept) -> str:
    spoken = (tag.partition("-")[0].lower() for tag in accepted.values())
    return next((tag for tag in spoken if tag in LANGUAGES), LANGUAGES[0])


def gettext(text: str, **values: Any) -> str:
    """Return `text` in the page's language, with its `%(name)s` filled in."""
    found = _translations().ugettext(text)
    return found % values if values else found


def pgettext(context: str, text: str) -> str:
    """Return `text` as it is said of `context`, where French has another word for each."""
    return _translations().upgettext(context, text)


def ngettext(one: str, many: str, num: int, **values: Any) -> str:
    """Return `one` or `many` by the language's own plural rule; `%(num)d` is the number."""
    found = _translations().ungettext(one, many, num)
    return found % {"num": num, **values}


def both(texts: Mapping[str, str] | None) -> str:
    """Return the page's language of a `{fr, en}` mapping of the API, else what there is, or ""."""
    return text_in(texts or {}, current_language())


def other_language(code: str) -> str:
    """Return the address of the present page in the language `code`."""
    page = page_at(request.path)
    if page is None or "lang" not in page[1]:
        return url_for("root")
    address = url_for(page[0], **{**page[1], "lang": code})
    # Never handed to url_for: there, names such as `_method` and `endpoint` mean something.
    query = urlencode(list(request.args.items(multi=True)))
    return f"{address}?{query}" if query else address


def install(app: Flask, folders: Sequence[Path]) -> None:
    """Give `app` the language of its paths, and its templates the texts of `folders`."""
    app.extensions[KEY] = {code: compiled(code, tuple(folders)) for code in LANGUAGES}
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.policies["ext.i18n.trimmed"] = True
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        lambda text: _translations().ugettext(text),
        lambda one, many, num: _translations().ungettext(one, many, num),
        newstyle=True,
    )
    app.jinja_env.globals.update(other_language=other_language, both=both)
    app.url_value_preprocessor(_take_language)
    app.url_defaults(_give_language)
    app.context_processor(lambda: {"lang": current_language()})


def _take_language(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    if values and "lang" in values:
        g.lang = values.pop("lang")


def _give_language(endpoint: str, values: dict[str, Any]) -> None:
    if "lang" not in values and current_app.url_map.is_endpoint_expecting(endpoint, "lang"):
        values["lang"] = current_language()
