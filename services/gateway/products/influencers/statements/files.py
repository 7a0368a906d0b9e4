"""The files of a statement: where they are asked for, and how they are handed out."""

from collections.abc import Mapping
from typing import Any

from flask import Response, request, url_for

from services.gateway.kit.i18n import current_language
from shared.tables import Tool

FORMS = "<any(pdf, csv):form>"
# So many rows of each table stand on a page.
MOST_SHOWN = 100


def files_of(endpoint: str, where: Mapping[str, Any]) -> dict[str, str]:
    """Return the addresses of the files of a statement, for its page: `pdf`, `excel`, `csv`."""
    return {
        "pdf": url_for(endpoint, **where, form="pdf"),
        "excel": url_for(endpoint, **where, form="csv", tool=Tool.EXCEL.value),
        "csv": url_for(endpoint, **where, form="csv"),
    }


def tool_asked() -> Tool:
    """Return for which tool the table was asked."""
    return Tool.EXCEL if request.args.get("tool") == Tool.EXCEL.value else Tool.OTHER


def file_answer(data: bytes, name: str, form: str) -> Response:
    """Return a file whose name says what it is in the reader's language."""
    what = "releve" if current_language() == "fr" else "statement"
    kind = "application/pdf" if form == "pdf" else "text/csv"
    answer = Response(data, mimetype=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{what}-{name}.{form}"'
    return answer
