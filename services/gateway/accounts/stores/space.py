"""Accounts, workspaces, sessions and kept forms are looked up before a workspace is known.

So all of them live in one space of their own; `member_of` says to which workspace an account or a
session belongs.
"""

from shared.documents import Index

SPACE = "gateway"
EXPIRY = Index("expiry", ("workspace_id", "expires_at"))
