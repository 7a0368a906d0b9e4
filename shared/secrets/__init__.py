"""Keys of things, kept under one key from the environment.

A thing that needs keys of its own (a contest, a session) keeps them in its document, wrapped. The
one key that opens them never stands in a database; `KeyChecks` tells at the start whether it is
the one with which this database was made.
"""

from shared.secrets.key_checks import KEY_CHECKS, KeyChecks
from shared.secrets.workspace_keys import WORKSPACE_KEYS, WorkspaceKeys
from shared.secrets.wrapping import SecretNotOpened, SecretWrapper

__all__ = [
    "KEY_CHECKS",
    "WORKSPACE_KEYS",
    "KeyChecks",
    "SecretNotOpened",
    "SecretWrapper",
    "WorkspaceKeys",
]
