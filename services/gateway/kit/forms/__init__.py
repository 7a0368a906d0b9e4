"""Forms on pages: what services ask is known from `house.json`, drawn, and named in one way."""

from services.gateway.kit.forms.house import form_of
from services.gateway.kit.forms.page import Asked, PageForm

__all__ = ["Asked", "PageForm", "form_of"]
