"""A partner: somebody who makes a workspace known, whom it may come to pay."""

from dataclasses import dataclass, replace
from datetime import datetime

from services.influencers.domain.errors import PartnerErased
from services.influencers.domain.partner.form import ApplicationForm, OwnForm, PartnerForm
from shared.errors import StaleVersion

# Where whoever applied gave their data themselves.
APPLIED = "application"


@dataclass(frozen=True)
class Partner:
    """A partner of a workspace.

    `address_key` is the HMAC of the canonical address under the workspace's own key: one partner
    for each. `sought` is the name as it is looked for. `source` and `legal_basis` say where the
    data come from and why they may be kept. All that names somebody is empty once it is erased.
    """

    id: str
    workspace_id: str
    kind: str
    name: str
    email: str
    address_key: str
    sought: str
    country: str
    language: str
    source: str
    legal_basis: str
    vat: str
    created_at: datetime
    updated_at: datetime
    erased_at: datetime | None = None
    request_hash: str = ""
    version: int = 1

    @property
    def names_someone(self) -> bool:
        """Whether anything of the person is still kept."""
        return self.erased_at is None

    def at(self, version: int) -> "Partner":
        """Return it; raise `StaleVersion` unless this is the version that was read."""
        if version != self.version:
            raise StaleVersion
        return self

    def edited(self, form: PartnerForm, email: str, key: str, now: datetime) -> "Partner":
        """Return it as the team has it now. Raises `PartnerErased`."""
        if not self.names_someone:
            raise PartnerErased
        after = replace(
            self,
            kind=form.kind,
            name=form.name,
            email=email,
            address_key=key,
            sought=sought_of(form.name),
            country=form.country,
            language=form.language,
            source=form.source,
            legal_basis=form.legal_basis,
            vat=form.vat,
        )
        return self if after == self else replace(after, updated_at=now)

    def corrected(self, form: OwnForm, now: datetime) -> "Partner":
        """Return it as the partner themselves puts it right. Raises `PartnerErased`."""
        if not self.names_someone:
            raise PartnerErased
        after = replace(
            self,
            name=form.name,
            sought=sought_of(form.name),
            country=form.country,
            language=form.language,
            vat=form.vat,
        )
        return self if after == self else replace(after, updated_at=now)

    def with_vat(self, vat: str, now: datetime) -> "Partner":
        """Return it with what it says of VAT. Raises `PartnerErased`."""
        if not self.names_someone:
            raise PartnerErased
        return self if vat == self.vat else replace(self, vat=vat, updated_at=now)

    def erased(self, now: datetime) -> "Partner":
        """Return it without anything that names somebody; a repeat changes nothing."""
        if not self.names_someone:
            return self
        return replace(
            self,
            name="",
            email="",
            sought="",
            source="",
            country="",
            request_hash="",
            address_key=f"erased:{self.id}",
            erased_at=now,
            updated_at=now,
        )


def entered(
    form: PartnerForm,
    *,
    partner_id: str,
    workspace: str,
    email: str,
    key: str,
    now: datetime,
    request_hash: str = "",
) -> Partner:
    """Return a partner whom the team enters; `email` as mail servers take it, `key` its HMAC."""
    return Partner(
        id=partner_id,
        workspace_id=workspace,
        kind=form.kind,
        name=form.name,
        email=email,
        address_key=key,
        sought=sought_of(form.name),
        country=form.country,
        language=form.language,
        source=form.source,
        legal_basis=form.legal_basis,
        vat=form.vat,
        created_at=now,
        updated_at=now,
        request_hash=request_hash,
    )


def form_of_applicant(form: ApplicationForm, language: str) -> PartnerForm:
    """Return what the team knows of whoever applies: they said it themselves, for a contract."""
    return PartnerForm(
        name=form.name,
        email=form.email,
        kind=form.kind,
        country=form.country,
        language=language,
        source=APPLIED,
        legal_basis="contract",
    )


def sought_of(name: str) -> str:
    """Return a name as it is looked for: whatever its capitals and blanks."""
    return " ".join(name.casefold().split())
