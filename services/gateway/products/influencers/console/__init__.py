"""The console's pages of programs and partners: one module a screen.

Each adds its views to `console`, and is found by itself.
"""

from services.gateway.kit.product import load_screens
from services.gateway.products.influencers.console.blueprint import console

__all__ = ["console"]

load_screens(__name__, __path__)
