"""The console, for people who work under a deadline: one module a screen."""

from services.gateway.entrypoints.console import contests, sign_in
from services.gateway.entrypoints.console.blueprint import console

__all__ = ["console", "contests", "sign_in"]
