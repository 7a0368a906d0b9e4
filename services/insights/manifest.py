"""What the house knows of insights."""

from shared.assembly.manifest import Manifest
from shared.auth import Permission, Role

READ_FIGURES = Permission("insights.read", {Role.OWNER, Role.MANAGER, Role.MODERATOR, Role.ANALYST})

MANIFEST = Manifest(
    name="insights",
    title="Kermesse insights",
    reads=("contests.contest", "contests.entry"),
    api=("contests/*/figures",),
    permissions=(READ_FIGURES,),
)
