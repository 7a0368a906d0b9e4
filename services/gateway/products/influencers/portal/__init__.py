"""The portal: what partners see of themselves, phone first."""

from services.gateway.kit.product import load_screens
from services.gateway.products.influencers.portal.blueprint import portal

__all__ = ["portal"]

load_screens(__name__, __path__)
