"""The console before the real contests service, where what it answers matters."""

from tests.gateway.products.contests.public.conftest import fair, world

__all__ = ["fair", "world"]
