"""Who may do what with draws, claims and outcomes."""

from shared.auth import Permission, Role

STAFF = {Role.OWNER, Role.MANAGER, Role.MODERATOR, Role.ANALYST}
READ_OUTCOME = Permission("outcomes.read", STAFF)
READ_PUBLIC = Permission("papers.read", {*STAFF, Role.PUBLIC})
DECIDE = Permission("draws.write", {Role.OWNER, Role.MANAGER})
ANSWER = Permission("claims.answer", {Role.PUBLIC})
