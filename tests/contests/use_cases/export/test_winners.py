"""The winners as a table: what a carrier needs in columns of its own, nobody twice."""

from dataclasses import replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from services.contests.domain.contest import Contest
from services.contests.domain.errors import PeopleErased
from services.contests.domain.export import Export, ExportState, What
from services.contests.stores.exports import export_of
from services.contests.use_cases.contest.save import save_draft
from services.contests.use_cases.export.ask import ask_export
from services.contests.use_cases.export.read import exportable, fetch_export
from services.contests.use_cases.export.write import look_after_export
from services.contests.use_cases.winner.give import give_details
from shared.errors import NotFound
from shared.files import Files
from shared.files.folder import FolderBlobs
from shared.tables import Tool
from tests.contests.domain.winner.people import ADDRESS
from tests.contests.putting import put
from tests.contests.use_cases.export.test_exporting import rows
from tests.contests.use_cases.winner.acts import answer, at_place, drawn, propose, token
from tests.contests.use_cases.winner.test_delivery import give, send
from tests.contests.world import WORKSPACE, World

BOOK = {"fr": "Poche", "en": "Paperback"}
ASKS = [
    {"prize": "Vélo", "address": True},
    {
        "prize": "Livre",
        "question": {"fr": "Quel format ?", "en": "Which format?"},
        "options": {"fr": "Poche\nGrand format", "en": "Paperback\nLarge"},
    },
]


@pytest.fixture
def world(world: World, tmp_path: Path) -> World:
    """A world whose files lie in a folder of its own."""
    blobs = FolderBlobs(str(tmp_path / "files"))
    files = Files(world.context.stores.files, blobs, world.clock, world.context.ids)
    world.context = replace(world.context, files=files)
    return world


def ask(world: World, contest: Contest, what: What = What.WINNERS, **other: Any) -> Export:
    asked: dict[str, Any] = {"tool": Tool.OTHER, "language": "fr", **other}
    return ask_export(
        world.context, workspace=WORKSPACE, contest=contest.id, by="a-1", what=what, **asked
    )


def table(world: World, contest: Contest, what: What = What.WINNERS, **other: Any) -> bytes:
    """Ask for a table, have it written two places a page and three winners a part; return it."""
    export = ask(world, contest, what, **other)
    world.due(
        "exports", lambda each: look_after_export(world.context, export_of(each), most=3, page=2)
    )
    ready = world.context.stores.exports.get(WORKSPACE, contest.id, export.id)
    assert (ready.state, ready.rows) == (ExportState.READY, ready.total)
    who = {"workspace": WORKSPACE, "contest": contest.id, "by": "a-1"}
    return b"".join(fetch_export(world.context, **who, export=export.id)[1])


def asked(world: World, people: int = 9) -> tuple[Contest, Any]:
    contest, pump = drawn(world, people)
    whose = {"workspace": WORKSPACE, "contest": contest.id, "version": contest.version}
    return save_draft(world.context, **whose, asks=ASKS), pump


def test_a_carrier_finds_each_part_of_an_address_in_its_column(world: World) -> None:
    contest, _ = asked(world)
    winner = give(world, answer(world, at_place(world, contest, 1), accept=True), postcode="06000")
    send(world, winner, carrier="Colissimo", tracking="6A 271")
    person = world.context.stores.entries.get(WORKSPACE, contest.id, winner.entry_id).person
    first, *_ = rows(table(world, contest))
    assert list(first)[:5] == ["Place", "Référence", "Lot", "Prénom", "Adresse électronique"]
    said = {
        "Place": "1",
        "Référence": winner.ref,
        "Lot": "Vélo",
        "Prénom": person.first_name,
        "Adresse électronique": person.email,
        "Nom et prénom, pour l’étiquette": ADDRESS["name"],
        "Numéro et rue": ADDRESS["line"],
        "Code postal": "06000",
        "Ville": ADDRESS["city"],
        "Pays": ADDRESS["country"],
        "État": "parti",
        "Transporteur": "Colissimo",
        "Numéro de suivi": "6A 271",
    }
    assert {name: first[name] for name in said} == said


def test_for_excel_a_postcode_keeps_its_zero(world: World) -> None:
    contest, _ = asked(world)
    give(world, answer(world, at_place(world, contest, 1), accept=True), postcode="06000")
    written = table(world, contest, tool=Tool.EXCEL)
    assert written.startswith(b"\xef\xbb\xbf")
    first, *_ = rows(written, ";")
    assert first["Code postal"] == '="06000"'


def test_choice_state_and_deadline_are_said_in_the_language_asked(world: World) -> None:
    contest, _ = asked(world)
    owing = answer(world, at_place(world, contest, 1), accept=True)
    waiting, chosen = at_place(world, contest, 2), at_place(world, contest, 3)
    answer(world, chosen, accept=True)
    opened = token(world, chosen)
    give_details(world.context, workspace=WORKSPACE, token=opened, given={"choice": BOOK["fr"]})
    first, second, third = rows(table(world, contest, language="en"))
    assert owing.details_by
    until = owing.details_by.astimezone(ZoneInfo("Europe/Paris"))
    assert first["Deadline"] == until.isoformat(timespec="seconds")
    assert waiting.answer_by
    local = waiting.answer_by.astimezone(ZoneInfo("Europe/Paris"))
    assert (second["State"], second["Choice"]) == ("awaiting the answer", "")
    assert second["Deadline"] == local.isoformat(timespec="seconds")
    assert (third["State"], third["Choice"], third["Deadline"]) == ("ready to go", BOOK["en"], "")


@pytest.mark.parametrize(
    ("what", "held"),
    [
        (What.WINNERS, [("1", "en attente de réponse"), ("2", "en attente de réponse")]),
        (
            What.EVERY_WINNER,
            [
                ("1", "remplacé, refus du lot"),
                ("1", "en attente de réponse"),
                ("2", "en attente de réponse"),
            ],
        ),
    ],
)
def test_who_was_replaced_is_in_it_by_choice_alone(
    world: World, what: What, held: list[tuple[str, str]]
) -> None:
    contest, pump = drawn(world)
    answer(world, at_place(world, contest, 1), accept=False)
    pump.run()
    found = [(row["Place"], row["État"]) for row in rows(table(world, contest, what))]
    assert found == [*held, ("3", "en attente de réponse")]


def test_everyone_of_many_places_is_in_it_once(world: World) -> None:
    prizes = [{"name": "Livre", "count": 11}]
    contest, pump = drawn(world, 30, prizes=prizes, alternates=5)
    for place in (2, 5, 11):
        answer(world, at_place(world, contest, place), accept=False)
    pump.run()
    found = [row["Référence"] for row in rows(table(world, contest, What.EVERY_WINNER))]
    winners = world.context.stores.winners.of_contest(WORKSPACE, contest.id)
    assert found == [winner.ref for winner in winners]
    assert len(found) == 14


def test_a_prize_is_named_in_the_language_of_the_table(world: World) -> None:
    contest, _ = drawn(world, prizes=[{"name": "Vélo", "name_en": "Bicycle", "count": 1}])
    named = {
        "fr": [row["Lot"] for row in rows(table(world, contest))],
        "en": [row["Prize"] for row in rows(table(world, contest, language="en"))],
    }
    assert named == {"fr": ["Vélo"], "en": ["Bicycle"]}


def test_who_is_erased_keeps_the_place_without_a_name(world: World) -> None:
    contest, _ = asked(world)
    winner = give(world, answer(world, at_place(world, contest, 1), accept=True))
    send(world, winner)
    entry = world.context.stores.entries.get(WORKSPACE, contest.id, winner.entry_id)
    world.context.stores.entries.change(entry, lambda found: (found.forget(), ()))
    assert world.context.stores.winners.get(WORKSPACE, contest.id, winner.ref).leads_to_a_person
    first, *_ = rows(table(world, contest))
    assert (first["Prénom"], first["Adresse électronique"]) == ("", "")
    assert (first["Place"], first["Transporteur"]) == ("1", "Colissimo")
    given = ("Nom et prénom, pour l’étiquette", "Numéro et rue", "Ville", "Numéro de suivi")
    assert [first[name] for name in given] == ["", "", "", ""]


def test_before_the_draw_and_after_erasure_there_is_none(world: World) -> None:
    contest = world.opened()
    assert exportable(contest) == ["export"]
    with pytest.raises(NotFound):
        ask(world, contest)
    drawn_one, _ = drawn(world)
    assert "export_winners" in exportable(drawn_one)
    waiting = ask(world, drawn_one)
    erased = put(world.context, drawn_one, erased_at=world.clock.now())
    assert "export_winners" not in exportable(erased)
    with pytest.raises(PeopleErased):
        ask(world, drawn_one)
    world.due("exports", lambda each: look_after_export(world.context, export_of(each)))
    whose = (WORKSPACE, drawn_one.id, waiting.id)
    assert world.context.stores.exports.get(*whose).state is ExportState.GONE


def test_nobody_sends_anything_to_who_is_being_skipped(world: World) -> None:
    contest, _ = asked(world)
    ref = give(world, answer(world, at_place(world, contest, 1), accept=True)).ref
    said = []
    for account in ("a-1", "a-2"):
        propose(world, contest, ref, by=account)
        said.append(rows(table(world, contest))[0]["État"])
    assert said == [
        "à envoyer, mise à l’écart proposée",
        "ne rien envoyer : mise à l’écart en cours",
    ]
