"""Links as mails hold them, for tests."""

from typing import Any

from services.contests.domain.tokens import MANAGE, token_hash, token_of
from services.contests.domain.winner import Winner
from services.contests.use_cases.contest.keys import address_secret
from services.contests.use_cases.contest.save import save_draft
from services.contests.use_cases.winner.send import send_prize
from tests.contests.pump import Pump
from tests.contests.world import WORKSPACE
from tests.gateway.products.contests.public.conftest import Fair

OWN = r"/entry/[\w-]{22}(?!/)"
WITHOUT_NEWS: dict[str, Any] = {"data": {"retention_days": 90, "opt_in": False}}
SIZE = {"fr": "Quelle taille ?", "en": "Which size?"}
SIZES = {"fr": "Petite\nGrande", "en": "Small\nLarge"}


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


def asking_link(fair: Fair, *, options: bool = True, **changes: Any) -> str:
    """The same, of a contest whose prizes ask for an address and, with `options`, a choice."""
    contest = fair.world.drawn(9, **{**WITHOUT_NEWS, **changes})
    words = {"question": SIZE, "options": SIZES} if options else {}
    rows = [{"prize": name, "address": True, **words} for name in ("Vélo", "Livre")]
    save_draft(
        fair.world.context,
        workspace=WORKSPACE,
        contest=contest.id,
        version=contest.version,
        asks=rows,
    )
    Pump(fair.world).run()
    link = fair.mailed("/claim/").split("/", 2)[2]
    return f"/fr/{link}"


def winner_behind(fair: Fair, link: str) -> Winner:
    """Return the winner whose link this is."""
    token = link.rpartition("/")[2]
    return fair.world.context.stores.winners.by_claim(WORKSPACE, token_hash(token))


def entry_of_winner(fair: Fair, link: str) -> str:
    """Return the path of the page of one's own entry, of whose prize this is the link."""
    winner = winner_behind(fair, link)
    contest = fair.world.context.stores.contests.get(WORKSPACE, winner.contest_id)
    token = token_of(address_secret(fair.world.context, contest), MANAGE, winner.entry_id)
    return f"/fr/w/{WORKSPACE}/entry/{token}"


def sent(fair: Fair, link: str, **how: str) -> None:
    """Let a manager note how the prize of this link goes."""
    winner = winner_behind(fair, link)
    send_prize(
        fair.world.context,
        workspace=WORKSPACE,
        contest=winner.contest_id,
        ref=winner.ref,
        version=winner.version,
        by="a-1",
        **(how or {"carrier": "Colissimo", "tracking": "6A 271 8281"}),
    )


def entry_state(fair: Fair) -> str:
    """Return the state of the one entry there is."""
    contest = next(iter(fair.world.database.collection("entries").find(WORKSPACE, {}).items))
    return str(contest["state"])
