"""What the house knows of influencers."""

from datetime import timedelta

from services.influencers.domain.account import BANK_FIELDS, PAYER_FIELDS
from services.influencers.domain.audit import KEPT
from services.influencers.domain.click import CLICK_TOPIC
from services.influencers.domain.commission import COMMISSION_TOPIC
from services.influencers.domain.events import AUDIT_TOPIC
from services.influencers.domain.link import LINK_FIELDS, LINK_TOPIC, NEW_LINK_FIELDS
from services.influencers.domain.partner import (
    APPLICATION_FIELDS,
    IMPORT_FIELDS,
    OWN_FIELDS,
    PARTNER_FIELDS,
)
from services.influencers.domain.payout import PAYOUT_TOPIC
from services.influencers.domain.portal import ASKING_FIELDS
from services.influencers.domain.program import FIELDS
from shared.assembly.manifest import WORKER, Manifest, Process, Runs, Secret, SecretKind
from shared.auth import HANDLE_PEOPLE, READ_PEOPLE, Permission, Role
from shared.bus import Topic

TEAM = {Role.OWNER, Role.MANAGER, Role.MODERATOR, Role.ANALYST}
READ_PROGRAMS = Permission("programs.read", TEAM)
WRITE_PROGRAMS = Permission("programs.write", {Role.OWNER, Role.MANAGER})
PAY = Permission("payouts.pay", {Role.OWNER, Role.MANAGER})
OWN_ACCOUNT = Permission("account.own", {Role.PARTNER})
TELL_PAYMENTS = Permission("payments.tell", {Role.PUBLIC})
APPLY = Permission("programs.apply", {Role.PUBLIC})
SHOP = Permission("orders.sign", {Role.PUBLIC})
APPEAL = Permission("commissions.appeal", {Role.PARTNER})
ASK_PORTAL = Permission("portal.ask", {Role.PUBLIC})
OWN_PORTAL = Permission("portal.own", {Role.PARTNER})

MANIFEST = Manifest(
    name="influencers",
    title="Kermesse influencers",
    publishes=(
        Topic(AUDIT_TOPIC, retention_ms=KEPT // timedelta(milliseconds=1)),
        Topic(COMMISSION_TOPIC),
        Topic(CLICK_TOPIC),
        Topic(PAYOUT_TOPIC),
        Topic(LINK_TOPIC),
    ),
    reads=("gateway.click", "contests.entry"),
    api=(
        *("programs", "partners", "enrollments", "imports"),
        *("codes", "orders", "leads", "shop-secret", "attributions", "commissions"),
        *("payouts", "payer"),
        *("links", "link-hosts"),
    ),
    people=True,
    permissions=(
        *(READ_PROGRAMS, WRITE_PROGRAMS, APPLY, SHOP, APPEAL, READ_PEOPLE, HANDLE_PEOPLE),
        *(PAY, OWN_ACCOUNT, TELL_PAYMENTS, ASK_PORTAL, OWN_PORTAL),
    ),
    forms={
        "program": FIELDS,
        "partner": PARTNER_FIELDS,
        "application": APPLICATION_FIELDS,
        "import": IMPORT_FIELDS,
        "bank": BANK_FIELDS,
        "payer": PAYER_FIELDS,
        "link": LINK_FIELDS,
        "new_link": NEW_LINK_FIELDS,
        "asking": ASKING_FIELDS,
        "own": OWN_FIELDS,
    },
    secrets=(
        Secret("KERMESSE_INFLUENCERS_WRAPPING_KEY", SecretKind.KEY, irreplaceable=True),
        Secret("KERMESSE_INFLUENCERS_NOTICE_SECRET", SecretKind.TEXT),
        Secret("KERMESSE_INFLUENCERS_CONNECT_SECRET", SecretKind.TEXT),
    ),
    processes=(Process("web", Runs.WEB), WORKER),
)
