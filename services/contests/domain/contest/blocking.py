"""What still blocks the publishing of a contest, each line with the field it belongs to."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from services.contests.domain.contest.eligibility import LOWEST_MINIMUM_AGE
from services.contests.domain.contest.form import FIELDS
from services.contests.domain.contest.schedule import TIME_TO_APPEAL, Schedule, schedule_of
from services.contests.domain.dividing import part_of
from services.contests.domain.entry import EXCLUDED_COUNTRIES
from services.contests.domain.mechanics import mechanic_of, params_of
from shared.errors import FieldError
from shared.forms.field import Kind, missing_of, value_at

MOST_WINNERS = 1000
WINDOWS = tuple(
    field.path.removeprefix("settings.") for field in FIELDS if field.kind is Kind.DURATION
)
DATES = ("opens_at", "closes_at", "draw_at", "claims_end_at", "confirm_within", "review_within")


@dataclass(frozen=True, slots=True)
class Limits:
    """What the operator asks: time between seal and round, shortest window for people.

    On a `test_beacon` nobody is promised 24 hours to appeal: its contests may last seconds.
    """

    seal_lead: timedelta
    shortest_window: timedelta
    test_beacon: bool = False

    @property
    def before_draw(self) -> timedelta:
        """The shortest time from the end of the review to the draw.

        A seal that is a moment late moves the draw by a whole day, so the sealing has a twelfth of
        the lead for itself: five minutes of an hour.
        """
        return self.seal_lead + part_of(self.seal_lead, 12)

    def shortest_of(self, window: str) -> timedelta:
        """Return the shortest value of a window; a review leaves time to look, then to appeal."""
        if window == "review_within" and not self.test_beacon:
            return self.shortest_window + TIME_TO_APPEAL
        return self.shortest_window


def blocking(
    settings: Mapping[str, Any], texts: Mapping[str, Any], limits: Limits, now: datetime
) -> list[FieldError]:
    """Return every reason why a contest with these settings cannot open at `now`."""
    return [
        *missing_of(FIELDS, {"settings": settings}),
        *missing_titles(settings, texts),
        *_opt_in(settings),
        *rules_faults(settings, limits),
        *_age(settings),
        *_mechanic(settings),
        *_past(settings, now),
    ]


def rules_faults(settings: Mapping[str, Any], limits: Limits) -> list[FieldError]:
    """Return what is wrong with settings by themselves, at any time of a contest's life."""
    return [
        *_dates(settings, limits),
        *_windows(settings, limits),
        *_prizes(settings.get("prizes") or ()),
        *_people(settings),
    ]


def missing_titles(settings: Mapping[str, Any], texts: Mapping[str, Any]) -> Iterator[FieldError]:
    """Yield the title of each language of the page that has none."""
    for language in settings.get("languages") or ():
        if not value_at(texts, f"{language}.title"):
            yield FieldError(f"texts.{language}.title", "missing")


def _opt_in(settings: Mapping[str, Any]) -> Iterator[FieldError]:
    if value_at(settings, "data.opt_in"):
        for language in settings.get("languages") or ():
            if not value_at(settings, f"data.opt_in_text.{language}"):
                yield FieldError(f"settings.data.opt_in_text.{language}", "missing")


def _past(settings: Mapping[str, Any], now: datetime) -> Iterator[FieldError]:
    schedule = _schedule(settings)
    if schedule and schedule.closes_at <= now:
        yield FieldError("settings.closes_at", "closes_in_the_past")


def _dates(settings: Mapping[str, Any], limits: Limits) -> Iterator[FieldError]:
    schedule = _schedule(settings)
    if schedule is None:
        return
    if schedule.closes_at <= schedule.opens_at:
        yield FieldError("settings.closes_at", "closes_before_opening")
    if schedule.draw_at < schedule.review_until + limits.before_draw:
        yield FieldError("settings.draw_at", "draw_too_early")
    answer = settings.get("answer_within") or 0
    in_turn = (int(settings.get("alternates") or 0) + 1) * timedelta(seconds=answer)
    if in_turn > schedule.last_answer - schedule.draw_at:
        yield FieldError("settings.claims_end_at", "answers_pass_the_end")


def _windows(settings: Mapping[str, Any], limits: Limits) -> Iterator[FieldError]:
    for name in WINDOWS:
        given = settings.get(name)
        shortest = int(limits.shortest_of(name).total_seconds())
        if given is not None and given < shortest:
            yield FieldError(f"settings.{name}", "window_too_short", {"shortest": shortest})


def _prizes(prizes: Sequence[Mapping[str, Any]]) -> Iterator[FieldError]:
    if not prizes:
        yield FieldError("settings.prizes", "no_prize")
    for place, prize in enumerate(prizes):
        if not prize.get("name"):
            yield FieldError(f"settings.prizes.{place}.name", "missing")
        if not 1 <= int(prize.get("count") or 0) <= MOST_WINNERS:
            yield FieldError(
                f"settings.prizes.{place}.count", "prize_count", {"maximum": MOST_WINNERS}
            )
    if sum(int(prize.get("count") or 0) for prize in prizes) > MOST_WINNERS:
        yield FieldError("settings.prizes", "prize_count", {"maximum": MOST_WINNERS})


def _age(settings: Mapping[str, Any]) -> Iterator[FieldError]:
    """Asked at the opening alone: what was promised at another age may still be amended."""
    age = value_at(settings, "eligibility.minimum_age")
    if age is not None and age < LOWEST_MINIMUM_AGE:
        yield FieldError(
            "settings.eligibility.minimum_age",
            "minimum_age_too_low",
            {"lowest": LOWEST_MINIMUM_AGE},
        )


def _people(settings: Mapping[str, Any]) -> Iterator[FieldError]:
    for country in value_at(settings, "eligibility.countries") or ():
        if country in EXCLUDED_COUNTRIES:
            yield FieldError(
                "settings.eligibility.countries",
                "country_excluded_by_default",
                {"country": country},
            )


def _mechanic(settings: Mapping[str, Any]) -> list[FieldError]:
    if not settings.get("mechanic"):
        return []
    mechanic = mechanic_of(settings)
    if mechanic is None:
        return [FieldError("settings.mechanic.kind", "unknown")]
    return mechanic.check(params_of(settings))


def _schedule(settings: Mapping[str, Any]) -> Schedule | None:
    return schedule_of(settings) if all(settings.get(name) is not None for name in DATES) else None
