"""What was sold in a program, and who came: the newest on top."""

from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from services.gateway.kit.calling import at_once, staff_api
from services.gateway.products.influencers.console.blueprint import READ, console
from services.gateway.products.influencers.console.programs import name_of
from services.gateway.products.influencers.console.sale_view import lead_row, order_row
from shared.webapp.permissions import requires


@console.get("/programs/<program_id>/sales")
@requires(READ)
def sales(program_id: str) -> ResponseReturnValue:
    """Show the orders of a program."""
    program, page = _listed(program_id, "orders")
    rows = [order_row(each) for each in page["items"]]
    return _screen("sales", program, page, rows)


@console.get("/programs/<program_id>/leads")
@requires(READ)
def leads(program_id: str) -> ResponseReturnValue:
    """Show the leads of a program."""
    program, page = _listed(program_id, "leads")
    rows = [lead_row(each) for each in page["items"]]
    return _screen("leads", program, page, rows)


def _listed(program_id: str, what: str) -> tuple[dict[str, Any], dict[str, Any]]:
    api, after = staff_api("influencers"), request.args.get("after")
    path = f"/programs/{program_id}"
    program, page = at_once(
        lambda: api.get(path).body, lambda: api.get(f"{path}/{what}", after=after).body
    )
    return program, page


def _screen(
    name: str, program: dict[str, Any], page: dict[str, Any], rows: list[dict[str, Any]]
) -> str:
    return render_template(
        f"influencers/console/{name}.html",
        program=program,
        name=name_of(program),
        rows=rows,
        after=page["after"],
        paged=bool(request.args.get("after")),
    )
