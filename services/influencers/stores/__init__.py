"""The collections of influencers: one file and one class each, opened together."""

from dataclasses import dataclass

from services.influencers.stores.accounts import AccountStore
from services.influencers.stores.allowances import AllowanceStore
from services.influencers.stores.attributions import AttributionStore
from services.influencers.stores.audit import AuditStore
from services.influencers.stores.bringings import BringingStore
from services.influencers.stores.click_counts import CountStore
from services.influencers.stores.click_rounds import RoundStore
from services.influencers.stores.clicks import ClickStore
from services.influencers.stores.commissions import CommissionStore
from services.influencers.stores.deliveries import DeliveryStore
from services.influencers.stores.discount_codes import DiscountCodeStore
from services.influencers.stores.enrollments import EnrollmentStore
from services.influencers.stores.files import FileStore
from services.influencers.stores.imports import ImportStore
from services.influencers.stores.key_checks import KeyCheckStore
from services.influencers.stores.leads import LeadStore
from services.influencers.stores.link_hosts import LinkHostStore
from services.influencers.stores.link_imports import LinkImportStore
from services.influencers.stores.links import LinkStore
from services.influencers.stores.mailings import MailingStore
from services.influencers.stores.mails import MailStore
from services.influencers.stores.orders import OrderStore
from services.influencers.stores.outages import OutageStore
from services.influencers.stores.partners import PartnerStore
from services.influencers.stores.payers import PayerStore
from services.influencers.stores.payment_notices import PaymentNoticeStore
from services.influencers.stores.payouts import PayoutStore
from services.influencers.stores.programs import ProgramStore
from services.influencers.stores.shop_secrets import ShopSecretStore
from services.influencers.stores.sign_in_links import SignInLinkStore
from services.influencers.stores.workspace_keys import WorkspaceKeyStore
from shared.documents import Database


@dataclass(frozen=True)
class Stores:
    """Every collection of the service, declared and indexed."""

    programs: ProgramStore
    partners: PartnerStore
    enrollments: EnrollmentStore
    audit: AuditStore
    key_checks: KeyCheckStore
    workspace_keys: WorkspaceKeyStore
    imports: ImportStore
    files: FileStore
    commissions: CommissionStore
    discount_codes: DiscountCodeStore
    orders: OrderStore
    allowances: AllowanceStore
    deliveries: DeliveryStore
    shop_secrets: ShopSecretStore
    leads: LeadStore
    attributions: AttributionStore
    clicks: ClickStore
    click_counts: CountStore
    click_rounds: RoundStore
    payouts: PayoutStore
    accounts: AccountStore
    payers: PayerStore
    payment_notices: PaymentNoticeStore
    links: LinkStore
    link_hosts: LinkHostStore
    bringings: BringingStore
    link_imports: LinkImportStore
    mails: MailStore
    mailings: MailingStore
    outages: OutageStore
    sign_in_links: SignInLinkStore


def open_stores(database: Database) -> Stores:
    """Open every collection of `database`."""
    return Stores(
        programs=ProgramStore(database),
        partners=PartnerStore(database),
        enrollments=EnrollmentStore(database),
        audit=AuditStore(database),
        key_checks=KeyCheckStore(database),
        workspace_keys=WorkspaceKeyStore(database),
        imports=ImportStore(database),
        files=FileStore(database),
        commissions=CommissionStore(database),
        discount_codes=DiscountCodeStore(database),
        orders=OrderStore(database),
        allowances=AllowanceStore(database),
        deliveries=DeliveryStore(database),
        shop_secrets=ShopSecretStore(database),
        leads=LeadStore(database),
        attributions=AttributionStore(database),
        clicks=ClickStore(database),
        click_counts=CountStore(database),
        click_rounds=RoundStore(database),
        payouts=PayoutStore(database),
        accounts=AccountStore(database),
        payers=PayerStore(database),
        payment_notices=PaymentNoticeStore(database),
        links=LinkStore(database),
        link_hosts=LinkHostStore(database),
        bringings=BringingStore(database),
        link_imports=LinkImportStore(database),
        mails=MailStore(database),
        mailings=MailingStore(database),
        outages=OutageStore(database),
        sign_in_links=SignInLinkStore(database),
    )
