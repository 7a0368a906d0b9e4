"""Links from a file: every line is made or told, none twice, whatever breaks off."""

from typing import Any

import pytest

from services.influencers.bootstrap.work import PART_LEASE, due_of
from services.influencers.domain.errors import WrongProgramState
from services.influencers.domain.imports import Import, ImportState
from services.influencers.domain.link import Link
from services.influencers.domain.program import ProgramAction
from services.influencers.use_cases.imports.ask_links import ask_link_import
from services.influencers.use_cases.imports.take_links import look_after_link_import
from shared.errors import Invalid, NotFound
from tests.influencers.bureau import APPLICATION, WORKSPACE, Bureau
from tests.influencers.use_cases.test_links import SHOP, Office

HEAD = "Courriel;Destination;Clé;Groupe;utm_source\n"
WHO = APPLICATION["email"]


@pytest.fixture
def office(bureau: Bureau) -> Office:
    return Office(bureau)


def asked(office: Office, text: str, **more: Any) -> Import:
    """Send a file."""
    whose = {"workspace": WORKSPACE, "program": office.program.id, "by": "ada"}
    return ask_link_import(office.context, **whose, data=text.encode(), **more)


def taken(office: Office, sent: Import, part: int = 500) -> Import:
    """Let the worker look after it until it is done."""
    store = office.context.stores.link_imports
    while (now := store.get(WORKSPACE, sent.id)).due_at:
        look_after_link_import(office.context, now, part=part)
    return now


def links(office: Office) -> list[Link]:
    return office.context.stores.links.page(WORKSPACE, limit=200).items


def told(done: Import) -> list[tuple[int, str, str]]:
    return [(each.line, each.field, each.code) for each in done.refused]


def test_each_line_is_made_or_told_with_its_number(office: Office) -> None:
    office.bureau.entered()
    lines = [
        f"{WHO};{SHOP};ete;été;zoe",
        f"{WHO};{SHOP}/robes;;;",
        f";{SHOP};;;",
        f"nobody@carnet.example;{SHOP};;;",
        f"zoe@marchetti.example;{SHOP};;;",
        f"{WHO};;;;",
        f"{WHO};https://evil.example/;;;",
        f"{WHO};javascript:alert(1);;;",
        f"{WHO};{SHOP}?{'x' * 2000};;;",
        f"{WHO};{SHOP};été;;",
        f"{WHO};{SHOP};a;;",
        f"{WHO};{SHOP};;{'x' * 81};",
    ]
    done = taken(office, asked(office, HEAD + "\n".join(lines)))
    assert told(done) == [
        (4, "email", "email"),
        (5, "email", "partner_unknown"),
        (6, "email", "not_enrolled"),
        (7, "destination", "missing"),
        (8, "destination", "link_host"),
        (9, "destination", "link_scheme"),
        (10, "destination", "too_long"),
        (11, "key", "link_key_taken"),
        (12, "key", "key_length"),
        (13, "label", "too_long"),
    ]
    assert (done.total, done.entered) == (12, 2)
    made = {each.destination: each for each in links(office)}
    assert made.keys() == {SHOP, f"{SHOP}/robes"}
    first = made[SHOP]
    assert (first.key, first.label, first.utm_source) == ("ete", "été", "zoe")
    assert first.partner_id == office.partner


def test_a_part_that_is_repeated_and_a_file_that_is_sent_again_make_nothing_twice(
    office: Office,
) -> None:
    text = HEAD + "\n".join(f"{WHO};{SHOP}/{number};;;" for number in range(5))
    first = asked(office, text, key="once")
    look_after_link_import(office.context, first, part=2)
    look_after_link_import(office.context, first, part=2)
    assert (taken(office, first, part=2).entered, len(links(office))) == (5, 5)
    assert asked(office, text, key="once").id == first.id
    again = taken(office, asked(office, text))
    assert (again.id == first.id, again.entered, len(links(office))) == (False, 5, 5)


def test_a_file_is_looked_at_before_anything_is_kept(office: Office) -> None:
    with pytest.raises(Invalid) as refused:
        asked(office, "Nom;Courriel\nZ;z@z.example\n")
    [wrong] = refused.value.fields
    assert (wrong.code, wrong.params) == ("link_file_heads", {"missing": "destination"})
    whole = f"{HEAD}{WHO};{SHOP};;;\n"
    office.bureau.moved(ProgramAction.END, office.program)
    with pytest.raises(WrongProgramState):
        asked(office, whole)
    whose = {"workspace": "other-house", "program": office.program.id, "by": "ada"}
    with pytest.raises(NotFound):
        ask_link_import(office.context, **whose, data=whole.encode())


def test_the_worker_takes_it_and_the_file_goes(office: Office) -> None:
    sent = asked(office, f"{HEAD}{WHO};{SHOP};;;\n")
    [due] = [each for each in due_of(office.context) if each.collection.name == "link_imports"]
    claimed = due.collection.claim_due(office.bureau.clock.now(), PART_LEASE)
    assert claimed is not None
    due.handle(claimed)
    done = office.context.stores.link_imports.get(WORKSPACE, sent.id)
    assert (done.state, done.file_id, done.entered) == (ImportState.DONE, "", 1)
    assert office.context.stores.files.find(WORKSPACE, sent.file_id) is None
