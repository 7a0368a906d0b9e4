"""Partners from a file: every line is taken or told, none twice, whatever breaks off."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.influencers.bootstrap.work import PART_LEASE, due_of
from services.influencers.domain.imports import Import, read_table
from services.influencers.domain.partner import ImportForm
from services.influencers.use_cases.imports.ask import ask_import
from services.influencers.use_cases.imports.take import look_after_import
from shared.errors import Invalid
from tests.influencers.bureau import WORKSPACE, Bureau

FORM = ImportForm(source="salon de mars", legal_basis="interest")
HEAD = "Nom;Courriel;Genre;Pays\n"


def asked(bureau: Bureau, text: str | bytes, **more: Any) -> Import:
    data = text if isinstance(text, bytes) else text.encode()
    return ask_import(bureau.context, workspace=WORKSPACE, by="ada", form=FORM, data=data, **more)


def taken(bureau: Bureau, sent: Import, part: int = 500) -> Import:
    """Let the worker look after an import until it is done."""
    while (now := bureau.context.stores.imports.get(WORKSPACE, sent.id)).due_at:
        look_after_import(bureau.context, now, part=part)
    return now


def told(done: Import) -> list[tuple[int, str, str]]:
    return [(each.line, each.field, each.code) for each in done.refused]


def people(bureau: Bureau) -> list[str]:
    page = bureau.context.stores.partners.page(WORKSPACE, limit=200)
    return sorted(each.name for each in page.items)


def test_each_line_is_entered_or_told_with_its_number(bureau: Bureau) -> None:
    lines = [
        "Zoé Marchetti;zoe@marchetti.example;;FR",
        ";b@roux.example;;",
        "Bastien;bastien;;",
        "=cmd();c@salon.example;;",
        "Maud;maud@salon.example;robot;",
        "",
        "Noor;noor@table.example;;France",
        "Encore Zoé;ZOE@marchetti.example;;",
        "Côté Salon;d@salon.example;Presse;be",
        f"{'x' * 121};e@salon.example;;",
    ]
    done = taken(bureau, asked(bureau, HEAD + "\n".join(lines)))
    assert told(done) == [
        (3, "name", "missing"),
        (4, "email", "email"),
        (5, "name", "formula"),
        (6, "kind", "choice"),
        (8, "country", "country_code"),
        (9, "email", "partner_exists"),
        (11, "name", "too_long"),
    ]
    assert (done.total, done.entered) == (9, 2)
    assert people(bureau) == ["Côté Salon", "Zoé Marchetti"]
    found = bureau.context.stores.partners.page(WORKSPACE, kind="press").items
    assert [(each.country, each.source, each.legal_basis) for each in found] == [
        ("BE", "salon de mars", "interest")
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("mark", [";", ","])
def test_a_table_is_read_as_programs_save_it(bureau: Bureau, encoding: str, mark: str) -> None:
    text = f"E-mail{mark}Name\r\nzoe@marchetti.example{mark}Zoé\r\n"
    taken(bureau, asked(bureau, text.encode(encoding)))
    assert people(bureau) == ["Zoé"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file_empty"),
        (HEAD.encode(), "file_empty"),
        (b"Nom;Ville\nZ;Paris\n", "file_heads"),
        (b"PK\x03\x04\0\0", "file_unreadable"),
        ((HEAD + "Z;z@z.example;;\n" * 50_001).encode(), "too_many_lines"),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused_whole(
    bureau: Bureau, data: bytes, code: str
) -> None:
    with pytest.raises(Invalid) as refused:
        asked(bureau, data)
    assert [(each.field, each.code) for each in refused.value.fields] == [("file", code)]
    assert bureau.context.stores.imports.page(WORKSPACE).items == []


def test_pressed_twice_it_is_one_import(bureau: Bureau) -> None:
    text = HEAD + "Z;z@z.example;;\n"
    assert asked(bureau, text, key="k") == asked(bureau, text, key="k")


def test_a_part_that_is_done_again_enters_and_counts_nobody_twice(bureau: Bureau) -> None:
    text = HEAD + "".join(f"P{n};p{n}@salon.example;;\n" for n in range(7)) + "X;x;;\n"
    sent = asked(bureau, text)
    look_after_import(bureau.context, sent, part=3)
    # Ended before it was counted, or by a second worker: the same part once more.
    look_after_import(bureau.context, sent, part=3)
    done = taken(bureau, sent, part=3)
    assert (done.reached, done.entered, told(done)) == (8, 7, [(9, "email", "email")])
    assert len(people(bureau)) == 7


def test_its_file_goes_with_its_last_line(bureau: Bureau) -> None:
    sent = asked(bureau, HEAD + "Z;z@z.example;;\n")
    done = taken(bureau, sent)
    assert (done.state, done.file_id) == ("done", "")
    assert bureau.context.stores.files.find(WORKSPACE, sent.file_id) is None
    assert "z@z.example" not in str(bureau.database.collection("imports").find(WORKSPACE, {}))


def test_the_worker_takes_it_as_due_work(bureau: Bureau) -> None:
    sent = asked(bureau, HEAD + "Z;z@z.example;;\n")
    [due] = [each for each in due_of(bureau.context) if each.collection.name == "imports"]
    claimed = due.collection.claim_due(bureau.clock.now(), PART_LEASE)
    assert claimed is not None
    due.handle(claimed)
    assert bureau.context.stores.imports.get(WORKSPACE, sent.id).state == "done"
    later = bureau.clock.now() + timedelta(days=1)
    assert due.collection.claim_due(later, PART_LEASE) is None


@given(st.binary(max_size=300))
def test_whatever_the_bytes_they_are_read_or_refused(data: bytes) -> None:
    try:
        lines = read_table(data).lines
    except Invalid:
        return
    assert all({"name", "email"} <= set(line) for _, line in lines)


def test_another_partner_of_the_same_file_is_the_first_one(bureau: Bureau) -> None:
    sent = asked(bureau, HEAD + "A;a@a.example;;\nB;A@a.example;;\n")
    done = taken(bureau, replace(sent), part=1)
    assert (people(bureau), told(done)) == (["A"], [(3, "email", "partner_exists")])
