"""What insights show agrees with what the pages acknowledged, to the unit."""

from collections.abc import Mapping
from typing import Any

from stack.driver.kit.tables import terms
from stack.driver.kit.waiting import NeverCame, expect, wait_until
from stack.driver.stories.contest.figures import Figures, read_figures
from stack.driver.stories.contest.ledger import Ledger
from stack.driver.stories.contest.scene import Scene

SECONDS = 20.0
# The words that the team's pages have for the reasons of refusals and exclusions.
REASONS = {
    "country": "country not open",
    "late": "after closing",
}
EXCLUDED = "rules not kept"


def count(scene: Scene) -> None:
    """Play the act."""
    ledger = scene.crowd.ledger
    with scene.journal.step("Figures in insights agree with the demo's own count"):
        wait_for_figures(scene, ledger)
        page = scene.team.browser.open(scene.contest_url)
        check_refusals(terms(page), ledger)
        scene.figures |= summed(scene, ledger)


def expected(ledger: Ledger) -> Figures:
    """Return the figures that the ledger asks for."""
    return Figures(
        submitted=ledger.submitted.total(),
        confirmed=ledger.confirmed.total(),
        by_source={
            name: (ledger.submitted[name], ledger.confirmed[name]) for name in ledger.submitted
        },
        reasons={
            EXCLUDED: 1,
            **{REASONS[reason]: number for reason, number in ledger.refused.items()},
        },
    )


def wait_for_figures(scene: Scene, ledger: Ledger) -> None:
    """Wait until the page shows exactly what the ledger holds; raise `NeverCame` with both."""
    wanted, seen = expected(ledger), list[Figures | None]([None])

    def agrees() -> bool:
        seen[0] = read_figures(scene.team.browser.open(scene.contest_url))
        return seen[0] == wanted

    try:
        wait_until(agrees, "the figures", SECONDS, every=0.3)
    except NeverCame as error:
        raise NeverCame(f"{error}: insights show {seen[0]}, the pages said {wanted}") from error


def check_refusals(lines: Mapping[str, int], ledger: Ledger) -> None:
    """Compare each refusal that the contest's page tells with the ledger."""
    for reason, number in ledger.refused.items():
        told = lines.get(f"Refused: {REASONS[reason]}", 0)
        expect(told == number, f"the page tells {told} refused as {REASONS[reason]}, not {number}")
    told = lines.get(f"Excluded: {EXCLUDED}", 0)
    expect(told == 1, f"the page tells {told} excluded as {EXCLUDED}, not 1")


def summed(scene: Scene, ledger: Ledger) -> dict[str, Any]:
    """Return the figures of the table at the end."""
    commitment = scene.drawn["commitment"]
    return {
        "forms taken": ledger.submitted.total(),
        "entries confirmed": ledger.confirmed.total(),
        "recognised as already in": ledger.already_in,
        **{f"refused, {REASONS[name]}": count for name, count in sorted(ledger.refused.items())},
        "excluded by the team": 1,
        "in the sealed list": commitment["entries"],
        "winners": len(scene.drawn["winners"]),
        "alternates": len(scene.drawn["alternates"]),
        "mails": scene.crowd.mail.how_many(),
        "beacon's round": commitment["beacon"]["round"],
        "seal": scene.seal,
        "certificate": scene.drawn["digest"],
    }
