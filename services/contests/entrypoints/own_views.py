"""What is kept of a person, as JSON for them."""

from dataclasses import asdict
from typing import Any

from services.contests.use_cases.entry.export_own import OwnData


def own_data_view(found: OwnData) -> dict[str, Any]:
    """Return all of it."""
    entry, contest = found.entry, found.contest
    return {
        "made_at": found.made_at,
        "contest": {
            "id": contest.id,
            "slug": contest.slug,
            "titles": {code: each.get("title", "") for code, each in contest.texts.items()},
            "organiser": contest.in_force.get("organiser") or {},
        },
        "ref": entry.ref,
        "state": entry.state.value,
        "reason": entry.reason,
        "first_name": entry.person.first_name,
        "email": entry.person.email,
        "country": entry.country,
        "language": entry.language,
        "source": entry.source,
        "link": entry.link,
        "answers": entry.answers,
        "hints": [hint.reason.value for hint in entry.hints],
        "weight": entry.weight,
        "submitted_at": entry.submitted_at,
        "confirmed_at": entry.confirmed_at,
        "kept_until": found.kept_until,
        "consents": [{**asdict(consent), "text": text} for consent, text in found.consents],
        "receipt": entry.receipt,
        "prize": found.winner,
        "newsletter": found.newsletter,
        "mails": found.mails,
    }
