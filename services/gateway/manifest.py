"""What the house knows of the gateway."""

from datetime import timedelta

from services.gateway.accounts.domain.events import TOPIC
from services.gateway.products.influencers.domain.click import CLICK_TOPIC, KEPT
from shared.assembly.manifest import WORKER, Manifest, Process, Runs, Secret, SecretKind
from shared.auth import Permission, Role
from shared.bus import Topic

READ_AUDIT = Permission("audit.read", {Role.OWNER})

MANIFEST = Manifest(
    name="gateway",
    title="Kermesse",
    publishes=(
        Topic(TOPIC),
        Topic(CLICK_TOPIC, retention_ms=KEPT // timedelta(milliseconds=1)),
    ),
    reads=("contests.audit", "influencers.audit", "influencers.link"),
    permissions=(READ_AUDIT,),
    secrets=(
        Secret("KERMESSE_TOKEN_PRIVATE_KEY", SecretKind.SIGNING),
        Secret("KERMESSE_GATEWAY_SECRET_KEY", SecretKind.TEXT),
    ),
    processes=(Process("web", Runs.WEB, copies=2), WORKER, Process("clicks", Runs.WORKER)),
)
