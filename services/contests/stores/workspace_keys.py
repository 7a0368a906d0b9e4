"""Keys of whole workspaces, wrapped, in the collection `workspace_keys`."""

from shared.secrets import WORKSPACE_KEYS, WorkspaceKeys

__all__ = ["WORKSPACE_KEYS", "WorkspaceKeyStore"]


class WorkspaceKeyStore(WorkspaceKeys):
    """By what they are for."""
