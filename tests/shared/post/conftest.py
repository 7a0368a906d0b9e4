"""A post of a service that calls things otherwise than contests do."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from prometheus_client import CollectorRegistry

from shared.clock import ManualClock
from shared.documents.sqlite import SqliteDatabase
from shared.mail.recording import RecordingMailer
from shared.post import (
    Letters,
    MailAlarms,
    Mailings,
    Mails,
    Naming,
    Outages,
    Outgoing,
    Post,
    mails_declaration,
)

NAMING = Naming(subject="program_id", recipient="partner_id")
START = datetime(2026, 3, 1, 9, tzinfo=UTC)
LETTER = """{% block subject %}Your link to {{ title }}{% endblock %}
{% block body %}Hello {{ first_name }}.{% endblock %}
{% block action %}Open it{% endblock %}
{% block why %}You are a partner.{% endblock %}
{% block stop %}Ask us to stop.{% endblock %}
"""


@dataclass
class Desk:
    """The objects of one test."""

    clock: ManualClock
    mailer: RecordingMailer
    post: Post
    registry: CollectorRegistry

    def figure(self, name: str, labels: dict[str, str]) -> float | None:
        """Return a figure as Prometheus reads it."""
        return self.registry.get_sample_value(name, labels)

    def outgoing(self, to: str = "ana@partners.example", **changes: object) -> Outgoing:
        """Return what a service says of a mail when it is sent."""
        facts = {"title": "Spring", "first_name": "Ana", "link": "https://a.example/l"}
        values = {
            "purpose": "invited",
            "language": "en",
            "to": to,
            "sender_name": "Maison Lumen",
            "facts": {**facts, "organiser": "Maison Lumen"},
        }
        return Outgoing(**{**values, **changes})  # type: ignore[arg-type]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Yield a post over an empty database."""
    (tmp_path / "letters" / "en").mkdir(parents=True)
    (tmp_path / "letters" / "en" / "invited.j2").write_text(LETTER)
    database, clock = SqliteDatabase(str(tmp_path / "partners.sqlite")), ManualClock(START)
    mailer = RecordingMailer(clock)
    post = Post(
        clock=clock,
        mails=Mails(database, mails_declaration(NAMING), NAMING),
        mailings=Mailings(database, NAMING),
        outages=Outages(database),
        letters=Letters(tmp_path / "letters"),
        mailer=mailer,
        sender="post@lumen.example",
        host="lumen.example",
        alarms=MailAlarms(registry := CollectorRegistry()),
    )
    yield Desk(clock, mailer, post, registry)
    database.close()
