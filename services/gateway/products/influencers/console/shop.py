"""How a shop tells of its orders: its address, its secret, what it sent and what was refused."""

from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from services.gateway.kit.calling import at_once, staff_api
from services.gateway.kit.formats import minute_text
from services.gateway.kit.parts import parts, signed_in
from services.gateway.kit.sentences import is_known, sentence
from services.gateway.products.influencers.console.blueprint import READ, WRITE, ZONE, console
from services.gateway.products.influencers.console.programs import name_of
from shared.webapp.permissions import requires


@console.get("/programs/<program_id>/shop")
@requires(READ)
def shop(program_id: str) -> ResponseReturnValue:
    """Show how a shop tells, and what was told."""
    return _page(program_id)


@console.post("/programs/<program_id>/shop")
@requires(WRITE)
def make_secret(program_id: str) -> ResponseReturnValue:
    """Make the secret, and show it this once."""
    made = staff_api("influencers").post("/shop-secret").body
    return _page(program_id, made["secret"])


def _page(program_id: str, secret: str = "") -> str:
    api, after = staff_api("influencers"), request.args.get("after")
    path = f"/programs/{program_id}"
    program, page = at_once(
        lambda: api.get(path).body, lambda: api.get(f"{path}/deliveries", after=after).body
    )
    known = api.get("/shop-secret").body
    return render_template(
        "influencers/console/shop.html",
        program=program,
        name=name_of(program),
        secret=secret,
        made=minute_text(known["made_at"], ZONE) if known["made_at"] else "",
        may_make="make" in known["actions"],
        address=f"{parts().public_url}/shops/{signed_in().workspace_id}/orders",
        deliveries=[_delivery(each) for each in page["items"]],
        after=page["after"],
        paged=bool(after),
    )


def _delivery(delivery: dict[str, Any]) -> dict[str, Any]:
    answers = delivery["answers"]
    return {
        "when": minute_text(delivery["received_at"], ZONE),
        "source": delivery["source"],
        "kept": len(answers) - delivery["refused"],
        "refused": [_refusal(each) for each in answers if each["state"] == "refused"],
    }


def _refusal(answer: dict[str, Any]) -> dict[str, Any]:
    errors = [sentence(each["code"], each["field"], each["params"]) for each in answer["errors"]]
    said = errors or [sentence(answer["slug"]) if is_known(answer["slug"]) else answer["detail"]]
    return {"reference": answer["reference"] or f"#{answer['place'] + 1}", "why": said}
