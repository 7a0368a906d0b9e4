"""The forms of the services, as the house tells them."""

from functools import cache

from shared.assembly.house import house
from shared.forms.described import fields_from
from shared.forms.field import Field


@cache
def form_of(service: str, name: str) -> tuple[Field, ...]:
    """Return the fields of a service's form; raise `KeyError` for one that nobody declared."""
    forms = {each.name: each.forms for each in house()}
    return fields_from(forms[service][name])
