"""One event of each kind of what becomes of a link."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from services.influencers.domain.link import (
    Link,
    LinkForm,
    LinkKind,
    capped,
    changed,
    disabled,
    enabled,
    link_id,
    made,
)
from shared.events import Event, Stamp

AT = datetime(2026, 3, 29, 16, tzinfo=UTC)
STAMP = Stamp("01jq8x3v9m0000000000000100", AT)
LINK = Link(
    id=link_id("zoe-ete"),
    workspace_id="maison-lumen",
    program_id="p-01jq8x3v9m0000000000000005",
    partner_id="a-01jq8x3v9m0000000000000004",
    kind=LinkKind.PARTNER,
    key="zoe-ete",
    destination="https://lumen.example/ete#robes",
    created_at=AT,
    updated_at=AT,
    utm_source="zoe",
    cap=500,
)
CONTEST = replace(LINK, kind=LinkKind.CONTEST, contest_id="01jq8x3v9m0000000000000001")


def link_events() -> list[Event]:
    """Events of `influencers.link`."""
    form = LinkForm(
        destination="https://lumen.example/robes",
        fallback="https://lumen.example/",
        expires_at=AT + timedelta(days=30),
        cap=500,
        tells="always",
    )
    edited, told = changed(CONTEST, form, STAMP)
    off, switched_off = disabled(edited, STAMP)
    on, switched_on = enabled(off, STAMP)
    return [*made(LINK, STAMP)[1], *told, *switched_off, *switched_on, *capped(on, 500, STAMP)[1]]
