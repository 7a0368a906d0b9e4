"""The collections of influencers: one file and one class each, opened together."""

from dataclasses import dataclass

from services.influencers.stores.audit import AuditStore
from services.influencers.stores.commissions import CommissionStore
from services.influencers.stores.enrollments import EnrollmentStore
from services.influencers.stores.files import FileStore
from services.influencers.stores.imports import ImportStore
from services.influencers.stores.key_checks import KeyCheckStore
from services.influencers.stores.partners import PartnerStore
from services.influencers.stores.programs import ProgramStore
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
    )
