"""The contest form: what it shows, how it is read, what it answers."""

from services.gateway.products.contests.console.edit import screen

__all__ = ["screen"]
