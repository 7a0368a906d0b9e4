"""Give a workspace its colour."""

from services.gateway.accounts.domain.colour import checked_accent
from services.gateway.accounts.stores.workspaces import WorkspaceStore


def paint_workspace(workspaces: WorkspaceStore, *, workspace_id: str, accent: str) -> str:
    """Return the colour as it is kept now. Raises `Invalid` (`accent`)."""
    colour = checked_accent(accent)
    workspaces.paint(workspace_id, colour)
    return colour
