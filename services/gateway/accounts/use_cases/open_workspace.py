"""Open a workspace."""

from dataclasses import dataclass

from services.gateway.accounts.domain.workspace import Workspace, check_workspace
from services.gateway.accounts.use_cases.ports import Workspaces


@dataclass(frozen=True)
class OpenWorkspace:
    """The id that stands in addresses, and the name that stands on pages."""

    id: str
    name: str


def open_workspace(command: OpenWorkspace, workspaces: Workspaces) -> Workspace:
    """Return the workspace, made where it does not exist; raise `Invalid`."""
    workspace = Workspace(command.id, command.name.strip())
    check_workspace(workspace)
    workspaces.add(workspace)
    return workspaces.get(workspace.id) or workspace
