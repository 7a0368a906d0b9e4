"""The audience's pages: applying to an open program."""

from services.gateway.kit.product import load_screens
from services.gateway.products.influencers.public.blueprint import public

__all__ = ["public"]

load_screens(__name__, __path__)
