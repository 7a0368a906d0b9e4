"""What a partner sees of themselves → what the API shows: counts by day, never a reference."""

from typing import Any

from services.influencers.domain.account import Account
from services.influencers.domain.click import Verdict
from services.influencers.domain.link import LinkState
from services.influencers.domain.program import rates_of
from services.influencers.entrypoints.routes.public import SHOWN
from services.influencers.use_cases.context import Context
from services.influencers.use_cases.enrollment.answer import answers_to
from services.influencers.use_cases.portal.home import Home, KeptBack, Standing

_BALANCE = ("earned", "pending", "held", "payable", "on_its_way", "paid")
_NOTHING = dict.fromkeys(("entries", "sales"), 0)


def home_view(home: Home, context: Context) -> dict[str, Any]:
    """Return the first page of a portal."""
    account = home.account
    return {
        "programs": [standing_view(each, home.account) for each in home.standings],
        "links": _links(home, context),
        "codes": [
            {"code": each.code, "program_id": each.program_id}
            for each in home.codes
            if each.disabled_at is None
        ],
        **_figures(home),
        "account": {
            "method": account.method.value if account.method else "",
            "blocked": account.blocked,
        },
        "paid_through": context.paid_through.value,
    }


def standing_view(standing: Standing, account: Account) -> dict[str, Any]:
    """Return where a partner stands in a program, with the terms and what they earn."""
    may_ask = standing.due.amount.amount > 0 and not account.blocked
    enrollment, program = standing.enrollment, standing.program
    rates, due = rates_of(program, enrollment.group), standing.due
    own = {
        "lead": rates.lead.to_json() if rates.lead else None,
        "sale_share": rates.sale_share or None,
        "sale_flat": rates.sale_flat.to_json() if rates.sale_flat else None,
        "fee": rates.fee.to_json() if rates.fee else None,
    }
    return {
        "id": program.id,
        "enrollment_id": enrollment.id,
        "state": enrollment.state.value,
        "program_state": program.state.value,
        "settings": {**{k: v for k, v in program.settings.items() if k in SHOWN}, **own},
        "terms_hash": program.terms_hash,
        "accepted_hash": enrollment.terms_hash,
        "accepted_in": enrollment.accepted_in,
        "accepted_at": enrollment.accepted_at,
        "balance": {name: getattr(standing.balance, name).to_json() for name in _BALANCE},
        "due": due.amount.to_json(),
        "missing": due.missing.to_json(),
        "carried": due.carried.to_json(),
        "minimum": standing.minimum.to_json(),
        "next_round_at": program.due_at,
        "kept_back": [_kept_back(each) for each in standing.kept_back],
        "actions": [
            *(each.value for each in answers_to(enrollment, program)),
            *(["ask_payout"] if may_ask else []),
        ],
    }


def _kept_back(kept: KeptBack) -> dict[str, Any]:
    return {
        "reason": kept.reason,
        "amount": kept.amount.to_json(),
        "lines": kept.lines,
        "until": kept.until,
        "actions": ["appeal"] if kept.appealable else [],
    }


def _links(home: Home, context: Context) -> list[dict[str, Any]]:
    now = context.clock.now()
    return [
        {
            "key": each.key,
            "url": f"{context.home}/l/{each.key}",
            "program_id": each.program_id,
            "contest_id": each.contest_id,
            "leads": each.state is LinkState.ACTIVE and not each.expired(now),
        }
        for each in home.links
    ]


def _figures(home: Home) -> dict[str, Any]:
    figures = home.figures
    days = sorted({*figures.days, *home.days}, reverse=True)
    nothing = dict.fromkeys(Verdict, 0)
    shown = [
        {
            "day": day,
            "clicks": {each.value: figures.days.get(day, nothing)[each] for each in Verdict},
            **(vars(home.days[day]) if day in home.days else _NOTHING),
        }
        for day in days
    ]
    return {
        "since": figures.since,
        "until": figures.until,
        "clicks": {each.value: figures.total[each] for each in Verdict},
        "entries": sum(each.entries for each in home.days.values()),
        "sales": sum(each.sales for each in home.days.values()),
        "days": shown,
    }
