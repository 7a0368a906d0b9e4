"""Who saw, exported and changed what: for the owner alone."""

from collections.abc import Iterator, Mapping
from itertools import islice

from flask import Blueprint, Response, render_template, request, stream_with_context
from flask.typing import ResponseReturnValue

from services.gateway.audit.domain.entry import AuditEntry, Fact
from services.gateway.audit.pages.words import ACTS, act_words, heads
from services.gateway.audit.stores import AuditStores
from services.gateway.audit.use_cases.append import append_fact
from services.gateway.audit.use_cases.check import check_chain
from services.gateway.kit.colleagues import names_of
from services.gateway.kit.formats import minute_text, number_text
from services.gateway.kit.parts import parts, signed_in
from shared.assembly.house import permission
from shared.events import instant_text
from shared.tables import Tool, beginning, lines
from shared.webapp.permissions import requires

READ_AUDIT = permission("audit.read")
PAGE = 50
ZONE = "Europe/Paris"
TOGETHER = 500
CHOICES = ("act", "account_id", "contest_id")
pages = Blueprint("console", __name__)


@pages.get("/audit")
@requires(READ_AUDIT)
def log() -> ResponseReturnValue:
    """Show the log, the newest first, of one act, account or contest where one is chosen."""
    chosen = next(((name, text) for name in CHOICES if (text := request.args.get(name))), None)
    page = _stores().entries.page(
        signed_in().workspace_id, chosen, after=request.args.get("after"), limit=PAGE
    )
    shown = dict([chosen]) if chosen else {}
    accounts = (entry.fact.account_id for entry in page.items)
    names = names_of([*accounts, shown.get("account_id", "")])
    return render_template(
        "audit/log.html",
        rows=[_row(entry, names) for entry in page.items],
        names=names,
        after=page.after,
        paged="after" in request.args,
        chosen=shown,
        acts=[(act, act_words(act)) for act in ACTS],
        zone=ZONE,
    )


@pages.get("/audit/check")
@requires(READ_AUDIT)
def check() -> ResponseReturnValue:
    """Compute every hash of the chain again, and say what was found."""
    checked = check_chain(_stores(), signed_in().workspace_id)
    return render_template(
        "audit/check.html", checked=checked, entries=number_text(checked.entries)
    )


@pages.get("/audit.csv")
@requires(READ_AUDIT)
def table() -> ResponseReturnValue:
    """Hand over the whole log, ids alone; that it is taken out is noted first."""
    who, now = signed_in(), parts().clock.now()
    fact = Fact(parts().ids.ulid(), who.workspace_id, now, who.account_id, "audit.export", {})
    append_fact(_stores(), parts().clock, fact)
    tool = Tool.EXCEL if request.args.get("tool") == Tool.EXCEL.value else Tool.OTHER
    pieces = stream_with_context(_written(who.workspace_id, tool))
    answer = Response(pieces, mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="audit-{now:%Y-%m-%d}.csv"'
    return answer


def _written(workspace: str, tool: Tool) -> Iterator[bytes]:
    stores = _stores()
    yield beginning(tool) + lines([heads(tool)], tool)
    entries = stores.entries.each(workspace, stores.foot(workspace))
    while rows := [_cells(entry) for entry in islice(entries, TOGETHER)]:
        yield lines(rows, tool)


def _cells(entry: AuditEntry) -> list[str | int]:
    fact, about = entry.fact, entry.fact.about
    return [
        entry.number,
        instant_text(fact.at),
        fact.account_id,
        fact.act,
        fact.contest_id,
        " ".join(about.get("refs", ())),
        str(about.get("searched", "")),
        str(about.get("export_id", "")),
        fact.id,
        "" if entry.number == 1 else entry.before,
        entry.hash,
        str(about.get("program_id", "")),
    ]


def _row(entry: AuditEntry, names: Mapping[str, str]) -> dict[str, object]:
    fact, about = entry.fact, entry.fact.about
    return {
        "number": number_text(entry.number),
        "at": minute_text(fact.at, ZONE),
        "account": fact.account_id,
        "who": names[fact.account_id],
        "act": act_words(fact.act),
        "contest": fact.contest_id,
        "program": about.get("program_id", ""),
        "refs": about.get("refs", ()),
        "searched": about.get("searched", ""),
        "export": about.get("export_id", ""),
        "hash": entry.hash,
    }


def _stores() -> AuditStores:
    return parts().audit
