"""What the house knows of insights."""

from services.insights.engine.subject import topics_of
from services.insights.subjects import SUBJECTS
from shared.assembly.manifest import Manifest
from shared.auth import Permission, Role

READ_FIGURES = Permission("insights.read", {Role.OWNER, Role.MANAGER, Role.MODERATOR, Role.ANALYST})

MANIFEST = Manifest(
    name="insights",
    title="Kermesse insights",
    reads=topics_of(SUBJECTS),
    api=("contests/*/figures",),
    permissions=(READ_FIGURES,),
)
