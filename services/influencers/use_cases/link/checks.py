"""What is checked at the making and at each edit of a link."""

from dataclasses import replace
from typing import TypeVar

from services.influencers.domain.link import (
    BadLink,
    Link,
    LinkForm,
    checked_destination,
    own_key,
)
from services.influencers.domain.link.destinations import LONGEST
from services.influencers.use_cases.context import Context
from shared.errors import FieldError

Form = TypeVar("Form", bound=LinkForm)


def checked_form(context: Context, workspace: str, form: Form) -> Form:
    """Return what was typed as it is kept. Raises `BadLink` with the field that is wrong."""
    hosts = context.stores.link_hosts.of(workspace).hosts

    def checked(text: str, field: str) -> str:
        return checked_destination(text, hosts, context.home, field)

    fallback = checked(form.fallback, "fallback") if form.fallback.strip() else ""
    destination = checked(form.destination, "destination")
    return replace(form, destination=destination, fallback=fallback)


def check_ways(context: Context, link: Link) -> None:
    """Raise `BadLink` where a link leads in a circle, or its address is too long.

    Of our own links it may lead to an older one of its workspace alone; so no chain ever comes
    back, whoever edits another one at the same time.
    """
    if len(link.address) > LONGEST:
        raise BadLink(fields=[FieldError("destination", "too_long", {"max": LONGEST})])
    for field, address in (("destination", link.destination), ("fallback", link.fallback)):
        key = own_key(address, context.home)
        if key is None:
            continue
        found = context.stores.links.of_key(link.workspace_id, key)
        if key == link.key or (found and _age(found) >= _age(link)):
            raise BadLink(fields=[FieldError(field, "link_circle")])
        if found is None:
            raise BadLink(fields=[FieldError(field, "link_missing")])


def _age(link: Link) -> tuple[object, str]:
    return link.created_at, link.id
