"""The account of a partner: given by one, confirmed by another, erased with its person."""

from dataclasses import dataclass, replace
from datetime import datetime

from services.influencers.domain.account.errors import (
    AccountNotReady,
    AccountSecondPersonNeeded,
    LedByAnother,
    NothingToConfirm,
)
from services.influencers.domain.payout import PayoutMethod
from shared.ids import derived_id

INCOMPLETE = "account_incomplete"


@dataclass(frozen=True, kw_only=True)
class Account:
    """Where a partner is paid; its id follows from the partner.

    `iban` is wrapped, `iban_end` its last four signs, `iban_mark` stands for it: two partners with
    one account have the same. `provider_id` is the account at the provider, `provider_blocks` why
    it takes nothing now (`account_incomplete`, `account_restricted`), "" where it does. Until
    somebody else than `changed_by` has confirmed it, nothing is sent to it; `change` counts what
    was given, so that nobody confirms another account than they saw. At the provider's page its
    bank can be changed: one of the team who leads there has changed it.
    """

    id: str
    workspace_id: str
    partner_id: str
    created_at: datetime
    updated_at: datetime
    method: PayoutMethod | None = None
    legal_name: str = ""
    iban: bytes = b""
    iban_end: str = ""
    iban_mark: str = ""
    provider_id: str = ""
    provider_blocks: str = ""
    change: int = 0
    changed_by: str = ""
    changed_at: datetime | None = None
    confirmed_by: str = ""
    confirmed_at: datetime | None = None
    erased_at: datetime | None = None
    version: int = 1

    @property
    def blocked(self) -> str:
        """Why nothing can be sent to it, as a slug; "" where money may go."""
        if self.method is None:
            return "account_missing"
        return self._incomplete or ("" if self.confirmed_by else "account_unconfirmed")

    @property
    def _incomplete(self) -> str:
        return self.provider_blocks if self.method is PayoutMethod.STRIPE else ""

    def may_confirm(self, by: str) -> bool:
        """Tell whether it waits for somebody like this account of the team."""
        return self.method is not None and not self.confirmed_by and by != self.changed_by

    def may_lead(self, by: str) -> bool:
        """Tell whether `by`, the partner or one of the team, may be given the provider's page.

        Of the team one alone leads there until another has confirmed what came of it.
        """
        begun = self.method is PayoutMethod.STRIPE and not self.confirmed_by
        return not begun or by == self.partner_id or self.changed_by in (by, self.partner_id)

    def require_ready(self, method: PayoutMethod) -> "Account":
        """Return it where a payout of this method may go to it. Raises `AccountNotReady`."""
        reason = self.blocked or ("" if self.method is method else "account_missing")
        if reason:
            raise AccountNotReady(reason)
        return self

    def at_bank(
        self, *, legal_name: str, iban: bytes, end: str, mark: str, by: str, now: datetime
    ) -> "Account":
        """Return it with an account at a bank; the same again changes nothing."""
        bank = PayoutMethod.TRANSFER
        if (self.method, self.legal_name, self.iban_mark) == (bank, legal_name, mark):
            return self
        after = self._changed(bank, by, now)
        return replace(after, legal_name=legal_name, iban=iban, iban_end=end, iban_mark=mark)

    def at_provider(self, provider_id: str, *, by: str, now: datetime) -> "Account":
        """Return it as `by` is given the provider's page, where its owner has to complete it.

        Led there by the team it waits to be confirmed again. Raises `LedByAnother`.
        """
        stripe = PayoutMethod.STRIPE
        if not self.may_lead(by):
            raise LedByAnother
        known = (self.method, self.provider_id) == (stripe, provider_id)
        waits = by == self.changed_by and not self.confirmed_by
        if known and (by == self.partner_id or waits):
            return self
        blocks = self.provider_blocks if self.provider_id == provider_id else INCOMPLETE
        after = self._changed(stripe, by, now)
        return replace(after, provider_id=provider_id, provider_blocks=blocks)

    def told(self, blocks: str, now: datetime) -> "Account":
        """Return it with what the provider says of it now.

        What was completed since it was confirmed is confirmed again.
        """
        if blocks == self.provider_blocks:
            return self
        after = replace(self, provider_blocks=blocks, updated_at=now)
        if self.provider_blocks == INCOMPLETE and not blocks:
            return replace(after, confirmed_by="", confirmed_at=None)
        return after

    def confirmed(self, change: int, *, by: str, now: datetime) -> "Account":
        """Return it confirmed by another account; the same again changes nothing.

        Raises `NothingToConfirm`, `AccountSecondPersonNeeded`, or `AccountNotReady` where the
        provider says that it is not complete.
        """
        if self.method is None or change != self.change:
            raise NothingToConfirm
        if self.confirmed_by:
            return self
        if by == self.changed_by:
            raise AccountSecondPersonNeeded
        if self._incomplete:
            raise AccountNotReady(self._incomplete)
        return replace(self, confirmed_by=by, confirmed_at=now, updated_at=now)

    def erased(self, now: datetime) -> "Account":
        """Return it without anything that names somebody; a repeat changes nothing."""
        if self.erased_at is not None:
            return self
        return replace(
            self,
            method=None,
            legal_name="",
            iban=b"",
            iban_end="",
            iban_mark="",
            provider_id="",
            confirmed_by="",
            erased_at=now,
            updated_at=now,
        )

    def _changed(self, method: PayoutMethod, by: str, now: datetime) -> "Account":
        return replace(
            self,
            method=method,
            change=self.change + 1,
            changed_by=by,
            changed_at=now,
            confirmed_by="",
            confirmed_at=None,
            updated_at=now,
        )


def account_id(workspace: str, partner: str) -> str:
    """Return the identifier: a partner has one account."""
    return derived_id("account", workspace, partner)


def begun(workspace: str, partner: str, now: datetime) -> Account:
    """Return an account of which nothing was given yet."""
    return Account(
        id=account_id(workspace, partner),
        workspace_id=workspace,
        partner_id=partner,
        created_at=now,
        updated_at=now,
    )
