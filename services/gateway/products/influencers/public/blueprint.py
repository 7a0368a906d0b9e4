"""The audience's pages of programs."""

from services.gateway.door.audience import audience_pages

public = audience_pages()
