"""People of a contest as JSON, for whoever may read them."""

from dataclasses import asdict
from typing import Any

from services.contests.domain.contest import Action, Contest
from services.contests.domain.contest.form import setting
from services.contests.entrypoints.offers import allowed
from services.contests.entrypoints.views import entry_view
from services.contests.use_cases.people.shown import PeoplePage, PersonView
from shared.post import QueuedMail


def people_view(page: PeoplePage) -> dict[str, Any]:
    """Return a page of people, and what a screen says of their contest."""
    return {
        "contest": contest_of_people(page.contest),
        "items": [_person(each) for each in page.people],
        "after": page.after,
        "countries": page.countries,
    }


def contest_of_people(contest: Contest) -> dict[str, Any]:
    """Return what a screen of people says of their contest."""
    return {
        "id": contest.id,
        "state": contest.state.value,
        "texts": contest.texts,
        "settings": {
            **{name: contest.in_force.get(name, "") for name in ("zone", "opens_at")},
            "eligibility": {"countries": setting(contest.in_force, "eligibility.countries")},
        },
        "confirm_until": contest.confirm_until,
        "actions": allowed([Action.ERASE_PERSON]),
    }


def _person(view: PersonView) -> dict[str, Any]:
    entry, shown = view.reviewed.entry, entry_view(view.reviewed)
    correcting = allowed([Action.CORRECT_PERSON]) if view.correctable else []
    return {
        **shown,
        "actions": [*shown["actions"], *correcting],
        "first_name": entry.person.first_name,
        "email": entry.person.email,
        "country": entry.country,
        "version": entry.version,
        "language": entry.language,
        "consents": [{**asdict(consent), "text": text} for consent, text in view.consents],
        "corrections": entry.corrections,
        "mails": [_mail(view, mail) for mail in view.mails],
    }


def _mail(view: PersonView, mail: QueuedMail) -> dict[str, Any]:
    letter = view.letters.get(mail.context.get("letter", ""))
    return {
        "purpose": mail.purpose,
        "state": mail.state.value,
        "created_at": mail.created_at,
        "ended_at": mail.ended_at,
        "letter": letter,
    }
