"""Say where a partner is paid: by the partner, or by an account of the team."""

from datetime import datetime

from services.influencers.domain.account import Account, BankForm, begun
from services.influencers.domain.errors import PartnerErased
from services.influencers.domain.partner import Partner
from services.influencers.use_cases.account.opened import IBAN
from services.influencers.use_cases.audit import audited
from services.influencers.use_cases.context import Context
from services.influencers.use_cases.keys import stands_for
from shared.payments import checked_iban


def give_bank_account(
    context: Context, *, workspace: str, partner: str, form: BankForm, by: str
) -> Account:
    """Return the account, which waits until somebody else has confirmed it.

    `by` is an account, or the partner. Raises `NotFound`, `PartnerErased` or `Invalid` (`iban`).
    """
    found, iban = _living(context, workspace, partner), checked_iban(form.iban)
    fresh, now = begun(workspace, partner, context.clock.now()), context.clock.now()
    wrapped = context.wrapper.wrap(iban.encode(), workspace, fresh.id, IBAN)
    mark = stands_for(context, workspace, "accounts", iban)

    def given(each: Account) -> Account:
        name = form.legal_name.strip()
        return each.at_bank(legal_name=name, iban=wrapped, end=iban[-4:], mark=mark, by=by, now=now)

    told = {"workspace": workspace, "partner": partner, "by": by}
    after = context.stores.accounts.change(
        fresh, audited(context, given, act="account_save", **told)
    )
    _tell_vat(context, found, form.vat, now)
    return after


def open_provider_account(
    context: Context, *, workspace: str, partner: str, by: str, back: str
) -> str:
    """Return the page of the provider where the partner says who they are; it leads to `back`.

    The account is opened once, whatever is repeated. Led there by one of the team, another of the
    team confirms it afterwards. Raises `NotFound`, `PartnerErased`, `PaymentsDisabled`,
    `LedByAnother`, or the errors of `shared.payments`.
    """
    found, payments = _living(context, workspace, partner), context.require_payments()
    fresh, now = begun(workspace, partner, context.clock.now()), context.clock.now()
    known = context.stores.accounts.find(workspace, partner)
    provider_id = known.provider_id if known else ""
    if not provider_id:
        country, reference = found.country or "FR", f"{workspace}:{partner}"
        key = f"account:{fresh.id}"
        provider_id = payments.open_account(country, reference, key=key).id
    context.stores.accounts.change(
        fresh,
        audited(
            context,
            lambda each: each.at_provider(provider_id, by=by, now=now),
            workspace=workspace,
            act="account_save",
            by=by,
            partner=partner,
        ),
    )
    return payments.onboarding(provider_id, back=back, again=back)


def _living(context: Context, workspace: str, partner: str) -> Partner:
    found = context.stores.partners.get(workspace, partner)
    if not found.names_someone:
        raise PartnerErased
    return found


def _tell_vat(context: Context, partner: Partner, vat: str, now: datetime) -> None:
    context.stores.partners.change(
        partner.workspace_id, partner.id, lambda found: (found.with_vat(vat, now), ())
    )
