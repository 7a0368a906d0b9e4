"""The console, for people who work under a deadline: one module a screen.

Each adds its views to `console`, and is found by itself.
"""

from services.gateway.kit.product import load_screens
from services.gateway.products.contests.console.blueprint import console

__all__ = ["console"]

load_screens(__name__, __path__)
