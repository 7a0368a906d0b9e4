"""A workspace that looks lived in: one contest open, one draft, one drawn."""

import time
from datetime import UTC, datetime, timedelta

from stack.driver.kit.crowd import at_once
from stack.driver.kit.mailbox import Mailbox
from stack.driver.kit.pages import Page
from stack.driver.kit.stage import Stage
from stack.driver.kit.waiting import wait_until
from stack.driver.stories.contest.crowd import Crowd
from stack.driver.stories.contest.people import make_people
from stack.driver.stories.contest.team import Plan, Prize, Team

DAY = timedelta(days=1)
GUESTS = 24
QUICK = timedelta(seconds=20)


class Town(Stage):
    """Where the workspace is, and who signs in to fill it."""

    def page(self, slug: str) -> str:
        """Return the public page of a contest, in French."""
        return f"{self.pages}/fr/w/{self.workspace}/c/{slug}"


def _now() -> datetime:
    return datetime.fromtimestamp(int(time.time()), UTC)


def draft_plan() -> Plan:
    """Return a contest that is being prepared."""
    opens = _now() + 14 * DAY
    closes = opens + 30 * DAY
    return Plan(
        "carnet-de-printemps", opens, closes, closes + 5 * DAY, 86400, 172800,
        title="Carnet de printemps", prizes=(Prize("Carnet relié", 10, "29.00"),),
    )  # fmt: skip


def open_plan() -> Plan:
    """Return a contest that takes entries for three weeks."""
    opens = _now()
    closes = opens + 21 * DAY
    return Plan("une-lampe-pour-l-hiver", opens, closes, closes + 4 * DAY, 86400, 172800)


def drawn_plan() -> Plan:
    """Return a contest that is over in half a minute."""
    opens = _now()
    closes = opens + QUICK
    return Plan(
        "calendrier-de-l-atelier", opens, closes, closes + timedelta(seconds=8), 1, 1,
        title="Calendrier de l'atelier",
        prizes=(Prize("Calendrier signé", 2, "35.00"),), alternates=3,
    )  # fmt: skip


def settle(town: Town) -> None:
    """Fill the workspace; contests that are there from an earlier, interrupted run stay."""
    team = Team(town.pages)
    contests = team.sign_in(town.email, town.password)
    for plan, make in (
        (drawn_plan, _drawn), (open_plan, _entered), (draft_plan, _drafted),
    ):  # fmt: skip
        if plan().shown_title not in contests.words:
            make(town, team, team.browser.open(contests.url), plan())


def _drafted(town: Town, team: Team, contests: Page, plan: Plan) -> None:
    team.draft(team.begin(contests), plan)


def _entered(town: Town, team: Team, contests: Page, plan: Plan) -> None:
    blocked = team.publish_too_early(team.begin(contests), plan)
    team.complete(blocked, plan)
    crowd = Crowd(town.page(plan.slug), Mailbox(town.mails))
    guests = make_people(GUESTS, plan.slug)[:GUESTS]
    at_once(crowd.enter, guests)
    at_once(crowd.confirm, guests[: GUESTS - 2])


def _drawn(town: Town, team: Team, contests: Page, plan: Plan) -> None:
    _entered(town, team, contests, plan)
    url = f"{town.page(plan.slug)}/certificate"
    left = (plan.draw_at - datetime.now(UTC)).total_seconds()
    wait_until(
        lambda: "/certificate.json" in team.browser.open(url, 404).html,
        "the certificate of the contest that is drawn", left + 30, 0.5,
    )  # fmt: skip
