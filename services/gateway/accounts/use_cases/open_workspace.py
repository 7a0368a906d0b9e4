"""Open a workspace."""

from services.gateway.accounts.domain.workspace import Workspace, check_workspace
from services.gateway.accounts.stores.workspaces import WorkspaceStore


def open_workspace(workspaces: WorkspaceStore, *, workspace_id: str, name: str) -> Workspace:
    """Return the workspace, made where it does not exist; raise `Invalid`.

    `workspace_id` stands in addresses, `name` on pages.
    """
    workspace = Workspace(workspace_id, name.strip())
    check_workspace(workspace)
    workspaces.add(workspace)
    return workspaces.get(workspace.id) or workspace
