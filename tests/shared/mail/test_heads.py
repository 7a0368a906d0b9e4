"""Every head reads back letter for letter, in lines that every server takes: judged by bytes."""

import re
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.header import decode_header
from email.utils import getaddresses
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from shared.mail import Attachment, Mail, MailUnfit, named
from shared.mail.composing import compose

NOW = datetime(2026, 3, 29, 10, tzinfo=UTC)
ROOT = Path(__file__).parents[3]
MAIL = Mail("1@kermesse.example", "news@kermesse.example", "ada@example.org", "Bonjour", "Oui.\n")
TITLES = [
    "Fête de la rentrée à Évian-les-Bains",
    "Grande tombola de la kermesse de l'école Jules-Ferry à Épinal",
    "Un très long titre, où « tout » se gagne : " + "l’été à Èze, " * 40,
    "=?utf-8?q?a?= b",
    "  blanks  on   both sides ",
    "Zoé 👨‍👩‍👧 علی‌رضا",
    "a" * 2000,
    "",
]
# What a head may hold: one line, no control character, no half of a character.
LETTERS = st.characters(
    exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029"
) | st.sampled_from('éàÉ’« =?_.<>"\\,;@()')
LINES = st.text(LETTERS, max_size=200)


def heads_of(mail: Mail) -> bytes:
    head, _, _ = compose(mail, NOW).as_bytes().partition(b"\r\n\r\n")
    return head + b"\r\n"


def unfolded(heads: bytes, name: str) -> str:
    """Return what stands after `name: `, its line ends taken out (RFC 5322, 2.2.3)."""
    (found,) = re.findall(rf"^{name}: (.*(?:\r\n[ \t].*)*)\r\n", heads.decode("ascii"), re.M)
    return str(found).replace("\r\n", "")


def text_of(value: str) -> str:
    parts = decode_header(value)
    return "".join(p if isinstance(p, str) else p.decode(c or "ascii") for p, c in parts)


def assert_every_server_takes(heads: bytes) -> None:
    for line in heads.split(b"\r\n"):
        assert len(line) <= 998
        assert b"\n" not in line
        assert b"\r" not in line
        assert b"=?utf-8?" not in line or len(line) <= 76


@given(LINES)
@example(TITLES[0])
@example(TITLES[1])
@example(TITLES[2])
@example(TITLES[3])
@example(TITLES[4])
@example(TITLES[5])
@example(TITLES[6])
@example("?==?")
def test_a_subject_reads_back_letter_for_letter(title: str) -> None:
    mail = replace(MAIL, subject=title)
    heads = heads_of(mail)
    assert_every_server_takes(heads)
    assert text_of(unfolded(heads, "Subject")) == title


@given(LINES)
@example("Association des parents d’élèves de l’école Jules-Ferry à Épinal-les-Bains")
@example("Maison Lumen, Paris")
@example('Café "Le Zinc" & fils')
@example("service@maison.example")
@example("=?utf-8?q?a?=")
@example("A  B")
@example("é" * 20)
@example("x" * 960)
def test_a_display_name_reads_back_letter_for_letter(person: str) -> None:
    person = person.strip()
    mail = replace(MAIL, sender=named(person, "news@kermesse.example"))
    heads = heads_of(mail)
    assert_every_server_takes(heads)
    ((phrase, address),) = getaddresses([unfolded(heads, "From")])
    assert address == "news@kermesse.example"
    assert text_of(phrase) == person


@given(st.text(st.characters(codec="ascii", exclude_categories=["Cc"]) | LETTERS, max_size=60))
@example("billet n° 1.ics")
@example('a"b\\c.txt')
@example("=?utf-8?q?a?=")
def test_the_name_of_a_file_reads_back_letter_for_letter(name: str) -> None:
    name = name.strip() or "a"
    written = compose(replace(MAIL, attachments=(Attachment(name, "text/plain", b""),)), NOW)
    (part,) = [one for one in written.walk() if one.get_filename()]
    head = part.as_bytes().partition(b"\r\n\r\n")[0] + b"\r\n"
    assert_every_server_takes(head)
    assert message_from_bytes(head).get_filename() == name
    assert message_from_bytes(head, policy=policy.default).get_filename() == name


def test_a_file_name_that_fits_no_line_is_unfit() -> None:
    with pytest.raises(MailUnfit):
        compose(replace(MAIL, attachments=(Attachment("é" * 128, "text/plain", b""),)), NOW)


@pytest.mark.parametrize("length", [0, 40, 87, 200, 900])
def test_a_link_to_unsubscribe_is_one_line_that_every_program_finds(length: int) -> None:
    url = "https://contests.maison-lumen.example/fr/w/stop/" + "x" * length
    heads = heads_of(replace(MAIL, headers={"List-Unsubscribe": f"<{url}>"}))
    assert f"\r\nList-Unsubscribe: <{url}>\r\n".encode() in heads
    assert_every_server_takes(heads)


def test_links_that_do_not_fit_one_line_are_folded_before_the_bracket() -> None:
    links = [f"<https://k.example/{letter * 500}>" for letter in "ab"]
    heads = heads_of(replace(MAIL, headers={"List-Unsubscribe": ", ".join(links)}))
    assert f"\r\nList-Unsubscribe: \r\n {links[0]},\r\n {links[1]}\r\n".encode() in heads
    assert_every_server_takes(heads)


@pytest.mark.parametrize("value", ["<https://k.example/" + "x" * 1000 + ">", "<https://é.example>"])
def test_a_link_that_no_head_can_carry_is_unfit(value: str) -> None:
    with pytest.raises(MailUnfit):
        compose(replace(MAIL, headers={"List-Unsubscribe": value}), NOW)


@given(st.text(st.characters(categories=["Lu", "Ll", "Nd"], codec="ascii"), max_size=90), LINES)
def test_a_head_of_our_own_reads_back_letter_for_letter(name: str, value: str) -> None:
    name = f"X-{name or 'a'}"
    heads = heads_of(replace(MAIL, headers={name: value}))
    assert text_of(unfolded(heads, name)) == value
    for line in heads.split(b"\r\n"):
        assert len(line) <= 998


# Only what comes with Python is needed to compose, so that any Python found can be asked.
SCRIPT = """
import sys
from datetime import UTC, datetime
from shared.mail import Mail, named
from shared.mail.composing import compose
for title in {titles!r}:
    mail = Mail("1@k.example", named(title.strip(), "n@k.example"), "a@e.org", title, "Oui.",
                headers={{"List-Unsubscribe": "<https://k.example/" + "x" * 80 + ">"}})
    sys.stdout.buffer.write(compose(mail, datetime(2026, 3, 29, tzinfo=UTC)).as_bytes())
"""


def test_every_python_that_is_found_writes_the_same_bytes(tmp_path: Path) -> None:
    program = SCRIPT.format(titles=TITLES)
    ways = [sys.executable, *found_pythons()]
    written = {
        way: subprocess.run(
            [way, "-B", "-c", program], cwd=ROOT, capture_output=True, check=True, timeout=60
        ).stdout
        for way in ways
    }
    assert written[sys.executable].count(b"\r\nSubject: ") == len(TITLES)
    assert set(written.values()) == {written[sys.executable]}


def found_pythons() -> list[str]:
    """Return the commands of the Pythons that we support, as far as they are on this machine."""
    named_so = [f"python3.{minor}" for minor in range(11, 20)]
    folders = [Path("/usr/bin"), Path("/usr/local/bin"), *Path.home().glob(".pyenv/versions/*/bin")]
    places = [folder / name for folder in folders for name in named_so]
    return sorted({str(place.resolve()) for place in places if place.exists()})
