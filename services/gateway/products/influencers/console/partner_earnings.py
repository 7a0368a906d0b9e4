"""What a partner earns, as their page shows it: by program, the newest commissions, codes."""

from collections.abc import Mapping
from typing import Any

from services.gateway.kit.formats import minute_text
from services.gateway.products.influencers.console.blueprint import ZONE
from services.gateway.products.influencers.console.sale_view import commission_row, money_text

BALANCE = ("earned", "pending", "held", "payable", "on_its_way", "paid")


def earnings_of(earnings: Mapping[str, Any], typed_code: str = "") -> dict[str, Any]:
    """Return what the part of the page needs; `typed_code` is kept where one was refused."""
    return {
        "balances": [
            {
                "program": each["program_name"],
                "program_id": each["program_id"],
                **{name: money_text(each[name]) for name in BALANCE},
            }
            for each in earnings["balances"]
        ],
        "commissions": [commission_row(each) for each in earnings["commissions"]],
        "codes": [
            {
                **each,
                "since": minute_text(each["created_at"], ZONE),
                "disabled": minute_text(each["disabled_at"], ZONE) if each["disabled_at"] else "",
            }
            for each in earnings["codes"]
        ],
        "programs": [(each["id"], each["name"]) for each in earnings["programs"]],
        "may_make": "make_code" in earnings["actions"],
        "typed": typed_code,
    }
