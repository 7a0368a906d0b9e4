"""Verdicts on clicks in words, people's first: it alone counts for money."""

from collections.abc import Sequence

from services.gateway.kit.i18n import gettext


def verdict_words() -> Sequence[tuple[str, str, str]]:
    """Return (verdict, its word, what it is) of each."""
    return (
        ("human", gettext("People"), gettext("They count for money.")),
        (
            "duplicate",
            gettext("Doubles"),
            gettext("The same browser on the same link within an hour."),
        ),
        ("preview", gettext("Previews"), gettext("Software that shows a page beside its link.")),
        ("bot", gettext("Robots"), gettext("Software that reads pages.")),
        ("scanner", gettext("Scanners"), gettext("Software that checks the links of mails.")),
    )
