"""All that is kept of a person, as they or whoever handles them take it out."""

from typing import Any

from services.influencers.entrypoints.money_views import money_view
from services.influencers.entrypoints.sales_views import code_view, commission_view
from services.influencers.entrypoints.views import whole_view
from services.influencers.use_cases.context import Context
from services.influencers.use_cases.partner.read import PartnerView
from services.influencers.use_cases.people.earned_by import codes_of, earned_by
from services.influencers.use_cases.people.money_of import money_of


def taken_view(context: Context, found: PartnerView | None) -> dict[str, Any]:
    """Return it, for whoever was noted already; None is nobody."""
    return {
        "partners": [whole_view(found)] if found else [],
        "money": [money_view(money_of(context, found.partner))] if found else [],
        "codes": [code_view(each) for each in codes_of(context, found)],
        "commissions": [commission_view(each, {}) for each in earned_by(context, found)],
    }
