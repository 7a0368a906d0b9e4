"""What anyone can read and download to check a draw."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Xml

import pytest

from services.contests.entrypoints.verify import SAYS
from services.contests.use_cases.contest.amend import amend_contest
from services.contests.use_cases.contest.cancel import cancel_contest
from tests.contests.pump import Pump
from tests.contests.world import WORKSPACE
from tests.gateway.products.contests.public.conftest import ASKED, Fair, read, words

HASH = re.compile(r"\b[0-9a-f]{64}\b")
ATOM = "{http://www.w3.org/2005/Atom}"


def test_before_the_seal_the_page_explains_and_shows_no_seal(fair: Fair) -> None:
    contest = fair.opened()
    page = fair.someone().get(fair.page(contest, "/certificate"))
    assert not HASH.search(words(page))
    assert "/certificate.json" not in page.text
    assert "lundi 23 mars 2026 à 12 h 00, heure de Paris" in words(page)
    assert "Ce que cela ne prouve pas" in words(page)


def test_a_sealed_contest_shows_its_seal_its_counts_and_its_list(fair: Fair) -> None:
    contest = fair.world.sealed(7, **ASKED)
    someone = fair.someone()
    for ending in ("", "/certificate"):
        said = words(someone.get(fair.page(contest, ending)))
        assert HASH.search(said).group() == contest.seal
        assert "Participations dans la liste 7" in said
    page = read(someone.get(fair.page(contest, "/list")))
    refs = [row.td.get_text() for row in page.select("tbody tr")]
    lines = json.loads(someone.get(fair.page(contest, "/list.json")).data)
    assert [f"{ref}|1" for ref in refs] == lines
    assert len(lines) == 7
    assert someone.get(fair.page(contest, "/certificate.json")).status_code == 404


def test_a_seal_that_is_mailed_to_nobody_is_not_said_to_be(fair: Fair) -> None:
    contest = fair.world.sealed(3, **ASKED)
    someone = fair.someone()
    pages = [fair.page(contest, ending) for ending in ("", "/rules", "/certificate")]
    mailed = [words(someone.get(page)) for page in pages]
    assert all("figurent dans la liste" in said for said in mailed)
    fair.services.instead = {"seal_mails": False}
    fair.a_moment_later()
    for page in pages:
        said = words(someone.get(page))
        assert "figurent dans la liste" not in said
        assert "courriel, pas sur cette page" not in said


def test_the_commitment_is_the_one_of_the_seal(fair: Fair) -> None:
    contest = fair.world.sealed(3, **ASKED)
    found = json.loads(fair.someone().get(fair.page(contest, "/commitment.json")).data)
    assert found["seal"] == contest.seal
    assert found["commitment"] == contest.commitment


@pytest.mark.parametrize(("language", "place"), [("en", 0), ("fr", 1)])
def test_the_page_names_the_words_that_the_verifier_says(
    fair: Fair, language: str, place: int
) -> None:
    said = words(fair.someone().get(fair.page(fair.opened(), "/certificate", language)))
    for key in ("ok", "left out", "failed", "missing"):
        word = SAYS[key][place].partition(":")[0].strip()
        assert len(re.findall(rf"[“«]\s*{word}\s*[”»]", said)) == 1, word


def test_anyone_checks_the_draw_with_what_the_pages_give(fair: Fair, tmp_path: Path) -> None:
    contest = fair.world.drawn(9, **ASKED)
    Pump(fair.world).run()
    someone = fair.someone()
    page = read(someone.get(fair.page(contest, "/certificate")))
    for name in ("certificate.json", "verify.py", "outcome.json"):
        link = page.select_one(f"a[href$='/{name}']")["href"]
        answer = someone.get(link)
        assert name in answer.headers["Content-Disposition"]
        (tmp_path / name).write_bytes(answer.data)
    command = [sys.executable, "-I", "verify.py", "certificate.json", "--seal", contest.seal]
    ran = subprocess.run(
        [*command, "--outcome", "outcome.json"],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_the_result_names_references_and_prizes_and_how_it_came_to_that(fair: Fair) -> None:
    contest = fair.world.drawn(9, **ASKED)
    Pump(fair.world).run()
    someone = fair.someone()
    winner = re.compile(r"e-[0-9a-z]{16}").findall(words(someone.get(fair.page(contest))))[0]
    claims = {mail.text.split("/claim/")[1].split()[0] for mail in fair.world.inbox()
              if "/claim/" in mail.text and winner in mail.text}  # fmt: skip
    link = f"/fr/w/{WORKSPACE}/claim/{claims.pop()}"
    someone.post(f"{link}/decline")
    Pump(fair.world).run()
    fair.a_moment_later()
    said = words(someone.get(fair.page(contest)))
    assert f"{winner} renonce à : Vélo. Raison : " in said
    assert "suppléant suivant, est appelé pour : Vélo." in said
    assert "e-" in said.split("Ce qui a changé")[0]
    assert winner not in said.split("Ce qui a changé")[0]


def test_a_test_beacon_is_told_on_every_page_about_the_draw(fair: Fair) -> None:
    contest = fair.world.drawn(4, **ASKED)
    for ending in ("", "/certificate", "/rules", "/data", "/list"):
        page = fair.someone().get(fair.page(contest, ending, "en"))
        assert "Test beacon: no public proof." in words(page)


def feed_of(fair: Fair, contest: Any) -> list[tuple[str, str, str]]:
    """Return (title, when, text) of the entries of a contest's feed."""
    answer = fair.someone().get(fair.page(contest, "/feed.atom", "en"))
    assert answer.mimetype == "application/atom+xml"
    root = Xml.fromstring(answer.data)
    assert root.find(f"{ATOM}updated").text
    ids = [each.find(f"{ATOM}id").text for each in root.iter(f"{ATOM}entry")]
    assert len(set(ids)) == len(ids)
    names = ("title", "updated", "summary")
    return [
        tuple(each.find(f"{ATOM}{name}").text for name in names)
        for each in root.iter(f"{ATOM}entry")
    ]


def test_the_feed_tells_the_seal_before_the_draw(fair: Fair) -> None:
    sealed = fair.world.sealed(5, **ASKED)
    titles = [title for title, _, _ in feed_of(fair, sealed)]
    assert titles[0] == "List sealed and published"
    assert sealed.seal in feed_of(fair, sealed)[0][2]
    assert titles[-1] == "Contest published, rules frozen"


def test_the_feed_tells_the_draw_the_newest_first(fair: Fair) -> None:
    contest = fair.world.drawn(5, **ASKED)
    Pump(fair.world).run()
    news = feed_of(fair, contest)
    assert news[0][0] == "Winners drawn, certificate published"
    assert [when for _, when, _ in news] == sorted((when for _, when, _ in news), reverse=True)


def test_a_contest_that_was_called_off_says_why(fair: Fair) -> None:
    contest = fair.opened()
    cancel_contest(
        fair.world.context,
        workspace=WORKSPACE,
        contest=contest.id,
        reason="The house is closed.",
    )
    page = fair.someone().get(fair.page(contest, language="en"))
    assert "This contest was called off" in words(page)
    assert "The house is closed." in words(page)
    assert read(page).select_one("main form") is None
    assert feed_of(fair, contest)[0][0] == "Contest called off"


def test_where_there_is_no_draw_nobody_is_told_how_to_check_it(fair: Fair) -> None:
    contest = fair.opened()
    whose = {"workspace": WORKSPACE, "contest": contest.id}
    cancel_contest(fair.world.context, **whose, reason="The house is closed.\nIt rains.")
    page = fair.someone().get(fair.page(contest, "/certificate", "en"))
    assert "there is no draw to check" in words(page)
    assert "verify.py" not in page.text
    assert "By itself" not in words(page)


def test_an_address_of_several_lines_stays_one(fair: Fair) -> None:
    organiser = {"name": "Maison Lumen", "address": "12 rue Haute,\n13200 Arles\n"}
    contest = fair.opened(organiser=organiser)
    said = words(fair.someone().get(fair.page(contest, "/rules")))
    assert "Maison Lumen , 12 rue Haute, 13200 Arles." in said


def test_rules_show_every_amendment_with_before_after_and_reason(fair: Fair) -> None:
    contest = fair.opened()
    longer = amend_contest(
        fair.world.context,
        workspace=WORKSPACE,
        contest=contest.id,
        version=contest.version,
        field="alternates",
        after=3,
        reason="Plus de suppléants.",
    )
    said = words(fair.someone().get(fair.page(contest, "/rules")))
    assert "Avant 2 Maintenant 3 Raison Plus de suppléants." in said
    assert "3 suppléants sont tirés au sort" in said
    assert longer.rules_hash in said


def test_rules_say_who_what_when_and_that_it_is_free(fair: Fair) -> None:
    contest = fair.opened()
    said = words(fair.someone().get(fair.page(contest, "/rules", "en")))
    for part in (
        "Maison Lumen",
        "aged 16 or older",
        "Belgium, France",
        "nothing has to be bought",
        "1 × Vélo",
        "Friday 20 March 2026 at 12:00, Paris time",
        "90 days after the draw",
    ):
        assert part in said.replace("\u00a0", " "), part


def _news(fair: Fair, contest: Any) -> dict[str, str]:
    feed = Xml.fromstring(fair.someone().get(fair.page(contest, "/feed.atom")).data)
    entries = feed.findall(f"{ATOM}entry")
    said = {each.findtext(f"{ATOM}id"): each.findtext(f"{ATOM}summary") for each in entries}
    return {str(name).rpartition("/")[2]: str(text) for name, text in said.items()}


def test_the_hash_of_the_opening_stays_what_it_was_when_rules_are_amended(fair: Fair) -> None:
    contest = fair.opened()
    before = _news(fair, contest)["opens"]
    changed = amend_contest(
        fair.world.context,
        workspace=WORKSPACE,
        contest=contest.id,
        version=contest.version,
        field="alternates",
        after=3,
        reason="More people.",
    )
    fair.a_moment_later()
    news = _news(fair, contest)
    assert contest.rules_hash in before
    assert news["opens"] == before
    assert changed.rules_hash in news["amendment-1"]
    page = read(fair.someone().get(fair.page(contest, "/certificate")))
    assert page.select_one(".steps .ref")["title"] == contest.rules_hash
    rules = words(fair.someone().get(fair.page(contest, "/rules")))
    assert HASH.findall(rules) == [changed.rules_hash, contest.rules_hash]
