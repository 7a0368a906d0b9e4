"""Enter a partner by hand."""

from services.influencers.domain.errors import PartnerExists
from services.influencers.domain.partner import Partner, PartnerForm, entered
from services.influencers.use_cases.audit import act_of
from services.influencers.use_cases.context import Context
from services.influencers.use_cases.keys import partner_key
from services.influencers.use_cases.repeats import request_hash, same_request
from shared.addresses import check_address
from shared.ids import derived_id


def enter_partner(
    context: Context, *, workspace: str, form: PartnerForm, by: str, idempotency_key: str = ""
) -> Partner:
    """Return the stored partner; the same key and request return the one stored before.

    Raises `Invalid` (`email`), `PartnerExists`, which names the partner of this address, or
    `IdempotencyConflict`.
    """
    email = check_address(form.email)
    asked = request_hash(vars(form))
    once = derived_id("partner", workspace, idempotency_key or context.ids.ulid())
    fresh = entered(
        form,
        partner_id=f"a-{once}",
        workspace=workspace,
        email=email,
        key=partner_key(context, workspace, email),
        now=context.clock.now(),
        request_hash=asked,
    )
    known = context.stores.partners.find(workspace, fresh.id)
    return same_request(known, asked) if known else _stored(context, fresh, by)


def _stored(context: Context, fresh: Partner, by: str) -> Partner:
    who = {"workspace": fresh.workspace_id, "partner": fresh.id}
    try:
        return context.stores.partners.add(
            fresh, [act_of(context, act="partner_enter", by=by, **who)]
        )
    except PartnerExists:
        # The same request may have come twice at once.
        known = context.stores.partners.find(fresh.workspace_id, fresh.id)
        if known is None:
            raise
        return same_request(known, fresh.request_hash)
