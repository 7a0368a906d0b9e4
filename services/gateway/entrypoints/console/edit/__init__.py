"""The contest form: what it shows, how it is read, what it answers."""

from services.gateway.entrypoints.console.edit import screen

__all__ = ["screen"]
