"""Removing documents, some hundreds in each transaction: other writers come between."""

from shared.documents import Where
from shared.documents.sqlite.keys import Span
from shared.documents.sqlite.rows import Rows
from shared.documents.sqlite.scans import MOST_AT_ONCE, Search
from shared.documents.sqlite.table import Table


def remove(table: Table, workspace: str, where: Where) -> int:
    """Remove what matches; return how many. No transaction looks at more than some hundreds."""
    plan = table.plan(where)
    search = table.read(lambda connection: table.search(connection, plan, workspace, where))
    return sum(_remove_span(table, search, span) for span in search.spans())


def _remove_span(table: Table, search: Search, span: Span) -> int:
    removed, rest = _remove_part(table, search, span)
    while rest:
        table.give_way()
        more, rest = _remove_part(table, search, rest)
        removed += more
    return removed


def _remove_part(table: Table, search: Search, span: Span) -> tuple[int, Span | None]:
    def work(rows: Rows) -> tuple[int, Span | None]:
        found, rest = search.part(rows.connection, span, MOST_AT_ONCE)
        for one in found:
            rows.delete(one.doc, one.document)
        return len(found), rest

    return table.write(work)
