"""Each partner of a program has their link to a contest, made once by due work."""

import pytest

from services.influencers.bootstrap.work import PART_LEASE, due_of
from services.influencers.domain.bringing import Bringing, BringingState
from services.influencers.domain.enrollment import Decision
from services.influencers.domain.errors import WrongProgramState
from services.influencers.domain.link import BadLink, Link, LinkKind
from services.influencers.domain.program import Program, ProgramAction
from services.influencers.use_cases.bringing.ask import ask_bringing
from services.influencers.use_cases.bringing.make_links import look_after_bringing
from services.influencers.use_cases.enrollment.decide import decide_enrollment
from tests.influencers.bureau import HOME, WORKSPACE, Bureau

CONTEST = "c-1"
PAGE = f"{HOME}/fr/w/{WORKSPACE}/c/printemps"


def joined(bureau: Bureau, program: Program, number: int) -> str:
    """Return a partner who is in."""
    enrolled = bureau.pending(program, email=f"partner{number}@carnet.example")
    who = {"workspace": WORKSPACE, "enrollment": enrolled.id, "by": "ada"}
    decide_enrollment(bureau.context, Decision.APPROVE, **who)
    return enrolled.partner_id


def asked(bureau: Bureau, program: Program, destination: str = PAGE) -> Bringing:
    """Ask for the links."""
    whose = {"workspace": WORKSPACE, "program": program.id, "contest": CONTEST, "by": "ada"}
    return ask_bringing(bureau.context, **whose, destination=destination)


def now(bureau: Bureau) -> Bringing:
    """Return how far it is."""
    [found] = bureau.context.stores.bringings.of_contest(WORKSPACE, CONTEST)
    return found


def ended(bureau: Bureau, part: int = 2) -> Bringing:
    """Let the worker go on to the end."""
    while (found := now(bureau)).due_at:
        look_after_bringing(bureau.context, found, part=part)
    return found


def links(bureau: Bureau) -> list[Link]:
    """Return the links to the contest."""
    return bureau.context.stores.links.page(WORKSPACE, contest=CONTEST).items


def test_each_partner_who_is_in_has_a_link_of_their_own(bureau: Bureau) -> None:
    program = bureau.opened()
    partners = {joined(bureau, program, number) for number in range(5)}
    bureau.pending(program, email="waits@carnet.example")
    asked(bureau, program)
    done = ended(bureau)
    assert (done.state, done.reached, done.ready) == (BringingState.DONE, 5, 5)
    made = links(bureau)
    assert {each.partner_id for each in made} == partners
    assert len({each.key for each in made}) == 5
    assert {(each.destination, each.kind) for each in made} == {(PAGE, LinkKind.CONTEST)}


def test_a_repeat_in_the_middle_makes_nothing_twice(bureau: Bureau) -> None:
    program = bureau.opened()
    for number in range(3):
        joined(bureau, program, number)
    first = asked(bureau, program)
    look_after_bringing(bureau.context, first, part=2)
    look_after_bringing(bureau.context, first, part=2)
    assert (now(bureau).reached, len(links(bureau))) == (2, 2)
    assert (ended(bureau).ready, len(links(bureau))) == (3, 3)


def test_pressed_again_it_makes_the_links_of_who_came_since(bureau: Bureau) -> None:
    program = bureau.opened()
    joined(bureau, program, 1)
    asked(bureau, program)
    assert asked(bureau, program) == now(bureau)
    ended(bureau)
    before = links(bureau)
    joined(bureau, program, 2)
    asked(bureau, program)
    assert ended(bureau).ready == 2
    assert len(links(bureau)) == 2 and before[0] in links(bureau)


def test_a_link_stays_as_it_is_when_the_contest_has_another_address(bureau: Bureau) -> None:
    program = bureau.opened()
    joined(bureau, program, 1)
    asked(bureau, program)
    ended(bureau)
    asked(bureau, program, f"{PAGE}-2")
    assert ended(bureau).ready == 1
    assert [each.destination for each in links(bureau)] == [PAGE]


def test_only_an_open_program_and_an_allowed_page_are_taken(bureau: Bureau) -> None:
    with pytest.raises(WrongProgramState):
        asked(bureau, bureau.drafted())
    program = bureau.opened()
    with pytest.raises(BadLink):
        asked(bureau, program, "https://evil.example/")
    bureau.moved(ProgramAction.PAUSE, program)
    with pytest.raises(WrongProgramState):
        asked(bureau, program)


def test_a_program_that_ends_meanwhile_makes_no_more(bureau: Bureau) -> None:
    program = bureau.opened()
    joined(bureau, program, 1)
    asked(bureau, program)
    bureau.moved(ProgramAction.END, program)
    done = ended(bureau)
    assert (done.state, done.reached, done.ready, links(bureau)) == (
        *(BringingState.DONE, 1, 0),
        [],
    )


def test_the_worker_takes_it_as_due_work(bureau: Bureau) -> None:
    asked(bureau, bureau.opened())
    [due] = [each for each in due_of(bureau.context) if each.collection.name == "bringings"]
    assert due.lease == PART_LEASE
    claimed = due.collection.claim_due(bureau.clock.now(), PART_LEASE)
    assert claimed is not None
    due.handle(claimed)
    assert now(bureau).state is BringingState.DONE
    assert due.collection.claim_due(bureau.clock.now() + PART_LEASE, PART_LEASE) is None
