"""An outcome for tests: the first winner and both alternates give the first prize up."""

from typing import Any

from services.contests.domain.outcome import promote, skip, standing_after, standing_at_draw


def exhausted(certificate: dict[str, Any]) -> list[dict[str, Any]]:
    """Return six entries, the last of which says that the prize is not awarded."""
    start, entries = standing_at_draw(certificate, certificate["digest"]), []
    first, (second, third) = certificate["winners"][0]["ref"], certificate["alternates"]
    for ref, code in ((first, "no_answer"), (second, "withdrawn"), (third, "declined")):
        entries.append(skip(standing_after(start, entries), ref, code))
        entries.append(promote(standing_after(start, entries), 0))
    return entries
