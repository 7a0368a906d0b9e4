"""Links as mails hold them, for tests."""

from typing import Any

from tests.contests.pump import Pump
from tests.contests.world import WORKSPACE
from tests.gateway.products.contests.public.conftest import Fair

OWN = r"/entry/[\w-]{22}(?!/)"
WITHOUT_NEWS: dict[str, Any] = {"data": {"retention_days": 90, "opt_in": False}}


def entry_link(fair: Fair, **typed: str) -> str:
    """Let somebody enter and confirm; return the path of the link to their entry."""
    fair.confirmed(fair.opened(), **typed)
    return fair.mailed(OWN)


def claim_link(fair: Fair) -> str:
    """Draw a contest; return the path of a winner's link, in French."""
    fair.world.drawn(9, **WITHOUT_NEWS)
    Pump(fair.world).run()
    link = fair.mailed("/claim/").split("/", 2)[2]
    return f"/fr/{link}"


def entry_state(fair: Fair) -> str:
    """Return the state of the one entry there is."""
    contest = next(iter(fair.world.database.collection("entries").find(WORKSPACE, {}).items))
    return str(contest["state"])
