"""The page of the audit log: the owner's, filtered by what stands in its address."""

import csv
from datetime import timedelta
from io import StringIO

import pytest
from bs4 import BeautifulSoup

from services.gateway.accounts.stores.space import SPACE
from services.gateway.audit.domain.entry import BEGINNING, Fact
from services.gateway.audit.use_cases.append import append_fact
from tests.gateway.conftest import NOW

PAGE = "/en/audit"
OWN, COLLEAGUE, GONE = (f"{role}@lumen.example" for role in ("owner", "manager", "analyst"))
STRANGER = "owner@other.example"


@pytest.fixture
def logged(gateway):
    for number, (account, act) in enumerate(
        [("a-1", "read.people"), ("a-2", "changed.exclude"), ("a-1", "read.export")], 1
    ):
        about = {"contest_id": f"c-{number}", "refs": [f"e-0000{number}"]}
        at = NOW - timedelta(minutes=10 - number)
        fact = Fact(f"event-{number}", "maison-lumen", at, account, act, about)
        append_fact(gateway.parts.audit, gateway.clock, fact)
    other = Fact("event-9", "other-house", NOW, "a-9", "read.person", {"contest_id": "c-9"})
    append_fact(gateway.parts.audit, gateway.clock, other)
    return gateway


def page_of(answer):
    return BeautifulSoup(answer.text, "html.parser")


def rows(answer):
    return [row.get_text(" ", strip=True) for row in page_of(answer).select("tbody tr")]


def test_the_owner_reads_who_did_what_of_their_own_workspace(logged):
    found = rows(logged.signed_in("owner").get(PAGE))
    assert len(found) == 3
    assert "asked for an export of people" in found[0]
    assert "e-00003" in found[0]
    assert not [row for row in found if "c-9" in row]


@pytest.mark.parametrize("role", ["manager", "moderator", "analyst"])
def test_nobody_else_reads_it_or_is_led_there(logged, role):
    browser = logged.signed_in(role)
    for path in (PAGE, f"{PAGE}/check", f"{PAGE}.csv"):
        assert browser.get(path).status_code == 403
    assert f'href="{PAGE}"' not in browser.get("/en/contests").text


def test_the_owner_is_led_there(logged):
    assert f'href="{PAGE}"' in logged.signed_in("owner").get("/en/contests").text


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("act=read.people", 1),
        ("account_id=a-1", 2),
        ("contest_id=c-2", 1),
        ("act=changed.cancel", 0),
    ],
)
def test_entries_are_chosen_by_act_account_or_contest(logged, query, count):
    answer = logged.signed_in("owner").get(f"{PAGE}?{query}")
    assert len(rows(answer)) == count
    assert count or "No entry fits" in answer.text


def test_older_entries_are_a_page_away(logged):
    for number in range(10, 60):
        fact = Fact(f"event-{number}", "maison-lumen", NOW, "a-3", "read.person", {})
        append_fact(logged.parts.audit, logged.clock, fact)
    browser = logged.signed_in("owner")
    first = browser.get(PAGE)
    (older,) = [a["href"] for a in page_of(first).select(".actions a") if "after=" in a["href"]]
    assert (len(rows(first)), len(rows(browser.get(older)))) == (50, 3)


def test_the_whole_chain_is_checked(logged):
    browser = logged.signed_in("owner")
    assert "Unbroken" in browser.get(f"{PAGE}/check").text
    entries = logged.parts.audit.entries.collection
    entries.change("maison-lumen", {"_id": "event-2"}, {"$set": {"account_id": "a-7"}})
    text = browser.get(f"{PAGE}/check").text
    assert "Broken" in text
    assert "Entry number 2" in text


PLAIN = [
    *("number", "at", "account", "act", "contest", "refs"),
    *("searched", "export", "event", "before", "hash", "program"),
]


def table_of(answer, delimiter=","):
    text = answer.data.decode("utf-8-sig")
    return list(csv.reader(StringIO(text, newline=""), delimiter=delimiter))


@pytest.mark.parametrize(("tool", "delimiter"), [("other", ","), ("excel", ";")])
def test_the_log_is_taken_out_by_ids_alone_and_that_is_an_entry_too(logged, tool, delimiter):
    answer = logged.signed_in("owner").get(f"{PAGE}.csv?tool={tool}")
    rows = [dict(zip(PLAIN, row, strict=True)) for row in table_of(answer, delimiter)[1:]]
    assert [row["act"] for row in rows] == [
        "read.people",
        "changed.exclude",
        "read.export",
        "audit.export",
    ]
    assert "@" not in answer.text
    assert [row["before"] for row in rows] == ["", *(row["hash"] for row in rows[:-1])]
    hashes = [entry.hash for entry in logged.parts.audit.entries.each("maison-lumen", BEGINNING)]
    assert [row["hash"] for row in rows] == hashes
    assert answer.headers["Cache-Control"] == "no-store"


def test_an_empty_log_says_what_comes(gateway):
    assert "Nothing was noted yet" in gateway.signed_in("owner").get(PAGE).text


@pytest.mark.parametrize("language", ["fr", "en"])
def test_other_tools_find_the_same_heads_in_every_language(logged, language):
    answer = logged.signed_in("owner").get(f"/{language}/audit.csv?tool=other")
    assert table_of(answer)[0] == PLAIN


def test_for_excel_its_heads_are_in_the_language_of_the_reader(logged):
    heads = table_of(logged.signed_in("owner").get("/fr/audit.csv?tool=excel"), ";")[0]
    assert heads[:4] == ["Rang dans la chaîne", "Quand", "Compte", "Acte"]
    assert len(heads) == len(PLAIN)


def did(gateway, number, account):
    fact = Fact(f"event-{number}", "maison-lumen", NOW, account, "read.people", {})
    append_fact(gateway.parts.audit, gateway.clock, fact)


def who(answer):
    return [cell.get_text(strip=True) for cell in page_of(answer).select("td[data-label=Who]")]


def test_who_did_it_is_named_as_far_as_they_are_of_the_team(gateway):
    accounts = gateway.parts.accounts.stores.accounts
    ids = {each: accounts.by_email(each).id for each in (OWN, COLLEAGUE, GONE, STRANGER)}
    accounts.collection.change(
        SPACE, {"_id": ids[GONE]}, {"$set": {"email": f"erased:{ids[GONE]}"}}
    )
    for number, account in enumerate([*ids.values(), "operator", "person", "never-there"], 1):
        did(gateway, number, account)
    former = "a former colleague"
    expected = ["you", COLLEAGUE, former, former, "the operator", "the person themselves", former]
    assert who(gateway.signed_in("owner").get(PAGE)) == expected[::-1]


def test_the_entries_of_one_account_say_whose_they_are(gateway):
    colleague = gateway.parts.accounts.stores.accounts.by_email(COLLEAGUE)
    did(gateway, 1, colleague.id)
    browser = gateway.signed_in("owner")
    (link,) = page_of(browser.get(PAGE)).select("td[data-label=Who] a")
    assert f"By the account {COLLEAGUE} alone." in browser.get(link["href"]).text
