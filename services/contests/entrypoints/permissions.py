"""Who may do what. Staff roles are given by the gateway; `public` is the audience."""

from shared.auth import Permission, Role

READ_CONTESTS = Permission(
    "contests.read", {Role.OWNER, Role.MANAGER, Role.MODERATOR, Role.ANALYST}
)
WRITE_CONTESTS = Permission("contests.write", {Role.OWNER, Role.MANAGER})
REVIEW_ENTRIES = Permission("entries.review", {Role.OWNER, Role.MANAGER, Role.MODERATOR})
TAKE_PART = Permission("contests.take_part", {Role.PUBLIC})
READ_PUBLISHED = Permission(
    "contests.read_published",
    {Role.PUBLIC, Role.OWNER, Role.MANAGER, Role.MODERATOR, Role.ANALYST},
)
