"""What the audience sees: one module a screen, each adds its views to `public`.

Every address begins with `/<lang>/w/<workspace>`; a view receives `workspace` (its id).
"""

from services.gateway.kit.product import load_screens
from services.gateway.products.contests.public.blueprint import public

__all__ = ["public"]

load_screens(__name__, __path__)
