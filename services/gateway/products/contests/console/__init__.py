"""The console, for people who work under a deadline: one module a screen."""

from services.gateway.products.contests.console import (
    amend,
    beacon,
    cancel,
    contest_page,
    contests,
    edit,
    entries,
    publish,
    winner_list,
    winners,
)
from services.gateway.products.contests.console.blueprint import console

__all__ = [
    "amend",
    "beacon",
    "cancel",
    "console",
    "contest_page",
    "contests",
    "edit",
    "entries",
    "publish",
    "winner_list",
    "winners",
]
