"""The `kermesse` command: what it answers, and with which exit code."""

import os
import subprocess
import sys
from pathlib import Path
from typing import IO

import pytest

from services.gateway.accounts.stores import open_stores
from shared.documents import open_database
from stack import secrets
from stack.folder_lock import held
from stack.ports import choose_free
from stack.supervisor import ROOT

pytestmark = pytest.mark.processes
NAMES = ("maison-lumen", "autre-maison", "maison-neuve")
COMMANDS = ("up", "demo", "verify", "account", "people", "insights", "dead-letters")


def environ_of(folder: Path, **settings: str) -> dict[str, str]:
    environ = {name: value for name, value in os.environ.items() if "KERMESSE_" not in name}
    return environ | {"KERMESSE_DATA_DIR": str(folder)} | settings


def kermesse(
    folder: Path, *arguments: str, stdin: IO[bytes] | None = None, **settings: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "stack.cli", *arguments],
        cwd=ROOT,
        env=environ_of(folder, **settings),
        stdin=stdin,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_help_names_every_sub_command(tmp_path: Path) -> None:
    ran = kermesse(tmp_path, "--help")
    assert ran.returncode == 0
    assert all(name in ran.stdout for name in COMMANDS)


def test_a_password_that_is_not_typed_opens_no_account(tmp_path: Path) -> None:
    ours, terminal = os.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "stack.cli", "account", "a@example.org", "--workspace", "lumen"],
        cwd=ROOT,
        env=environ_of(tmp_path),
        stdin=terminal,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as asking:
        assert asking.stderr is not None
        assert asking.stderr.read(len("Password: ")) == b"Password: "
        os.write(ours, b"\x04")
        said = asking.stderr.read()
    os.close(ours)
    os.close(terminal)
    assert asking.returncode == 2
    assert said.endswith(b"kermesse: No password was given.\n")


def test_a_password_that_is_no_text_opens_no_account(tmp_path: Path) -> None:
    (tmp_path / "password").write_bytes("crème brûlée\n".encode("latin-1"))
    asked = ("account", "a@example.org", "--workspace", "lumen", "--password-stdin")
    with (tmp_path / "password").open("rb") as file:
        ran = kermesse(tmp_path, *asked, stdin=file, PYTHONUTF8="1")
    assert ran.returncode == 2
    assert ran.stderr == "kermesse: The password is not text in UTF-8.\n"


def test_fewer_people_than_the_demo_needs_are_refused(tmp_path: Path) -> None:
    ran = kermesse(tmp_path, "demo", "--people", "5")
    assert ran.returncode == 2
    assert "30 or more" in ran.stderr


@pytest.mark.parametrize("command", ["up", "demo"])
def test_a_folder_in_use_is_refused_with_the_process_that_has_it(
    command: str, tmp_path: Path
) -> None:
    with held(tmp_path / f"{command}.lock", f"kermesse {command}"):
        ran = kermesse(tmp_path, command, KERMESSE_UP_PORT=str(choose_free(1)[0]))
    assert ran.returncode == 2
    assert f"kermesse {command} already runs in {tmp_path} (process {os.getpid()})" in ran.stderr


@pytest.mark.parametrize("command", ["up", "demo"])
def test_a_folder_that_is_a_file_is_refused_by_the_setting_s_name(
    command: str, tmp_path: Path
) -> None:
    (tmp_path / "data").write_text("not a folder")
    ran = kermesse(tmp_path / "data", command, KERMESSE_UP_PORT=str(choose_free(1)[0]))
    assert ran.returncode == 2
    assert "KERMESSE_DATA_DIR" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_an_account_is_not_opened_in_a_folder_that_is_not_there(tmp_path: Path) -> None:
    gone = tmp_path / "typo"
    ran = kermesse(gone, "account", "a@example.org", "--workspace", "lumen", "--generate")
    assert ran.returncode == 2
    assert f"KERMESSE_DATA_DIR: there is no folder {gone}" in ran.stderr
    assert not gone.exists()


def test_people_are_asked_of_services_that_run(tmp_path: Path) -> None:
    ran = kermesse(tmp_path, "people", "find", "a@example.org")
    assert ran.returncode == 1
    assert f"Nothing runs in {tmp_path}" in ran.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["up", "demo"])
@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("KERMESSE_MONGO_URL", "mongodb://127.0.0.1:{}"),
        ("KERMESSE_KAFKA_BOOTSTRAP", "127.0.0.1:{}"),
        ("KERMESSE_SMTP_URL", "smtp://127.0.0.1:{}"),
    ],
)
def test_a_wrong_address_is_named_and_nothing_is_made(
    command: str, name: str, form: str, tmp_path: Path
) -> None:
    port, pages = choose_free(2)
    given = {name: form.format(port), "KERMESSE_UP_PORT": str(pages)}
    ran = kermesse(tmp_path, command, **given)
    assert ran.returncode == 2
    assert f"{name}: nothing answers at 127.0.0.1:{port}" in ran.stderr
    assert not list(tmp_path.rglob("*.sqlite"))


def test_a_malformed_setting_is_named(tmp_path: Path) -> None:
    ran = kermesse(tmp_path, "up", KERMESSE_UP_PORT="eighty")
    assert ran.returncode == 2
    assert "KERMESSE_UP_PORT is malformed" in ran.stderr


def test_the_demo_reads_its_own_mails_and_sends_none_elsewhere(tmp_path: Path) -> None:
    import socket

    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        url = f"smtp://127.0.0.1:{server.getsockname()[1]}"
        ran = kermesse(tmp_path, "demo", KERMESSE_SMTP_URL=url)
    assert ran.returncode == 2
    assert "KERMESSE_SMTP_URL: the demo reads the mails" in ran.stderr


def test_an_account_is_opened_with_a_password_from_standard_input(tmp_path: Path) -> None:
    environ = os.environ | {"KERMESSE_DATA_DIR": str(tmp_path)}
    command = [sys.executable, "-m", "stack.cli", "account", "a@example.org"]
    ran = subprocess.run(
        [*command, "--workspace", "maison-lumen", "--password-stdin"],
        cwd=ROOT,
        env=environ,
        input="a long enough password\n",
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert "a@example.org can sign in to maison-lumen as owner." in ran.stdout
    assert "a long enough password" not in ran.stdout


def test_a_short_password_is_refused(tmp_path: Path) -> None:
    (tmp_path / "password").write_text("elevenchars")
    command = ["account", "a@example.org", "--workspace", "maison-lumen", "--password-stdin"]
    with (tmp_path / "password").open("rb") as file:
        ran = kermesse(tmp_path, *command, stdin=file)
    assert ran.returncode == 1
    assert "The account was not opened. Password: " in ran.stderr
    assert "12" in ran.stderr


def test_a_generated_password_is_printed_once(tmp_path: Path) -> None:
    ran = kermesse(tmp_path, "account", "a@example.org", "--workspace", "lumen", "--generate")
    assert ran.returncode == 0, ran.stderr
    (line,) = [line for line in ran.stdout.splitlines() if line.startswith("Password: ")]
    password = line.removeprefix("Password: ")
    assert len(password) >= 20
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert not [path for path in files if password.encode() in path.read_bytes()]


def test_verify_hands_its_arguments_to_the_published_verifier(tmp_path: Path) -> None:
    (tmp_path / "certificate.json").write_text("{}")
    ran = kermesse(tmp_path, "verify", str(tmp_path / "certificate.json"))
    assert ran.returncode == 1
    assert "FAILED    schema" in ran.stdout
    assert kermesse(tmp_path, "verify").returncode == 2


def test_the_demo_leaves_a_folder_that_is_not_its_own_alone(tmp_path: Path) -> None:
    kept = tmp_path / "demo" / "letters.txt"
    kept.parent.mkdir()
    kept.write_text("mine")
    ran = kermesse(tmp_path, "demo")
    assert ran.returncode == 2
    assert "not a folder of the demo" in ran.stderr
    assert kept.read_text() == "mine"


def test_an_address_that_has_an_account_gets_no_second_one(tmp_path: Path) -> None:
    command = ("account", "a@example.org", "--workspace", "maison-lumen", "--generate")
    assert kermesse(tmp_path, *command).returncode == 0
    again = kermesse(tmp_path, *command)
    assert again.returncode == 1
    assert "already" in again.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("KERMESSE_TOKEN_PRIVATE_KEY", "zzz"),
        ("KERMESSE_MAIL_FROM", "x@"),
        ("KERMESSE_PUBLIC_URL", "ftp://contests.example.org"),
        ("KERMESSE_BEACON_URLS", ","),
        ("KERMESSE_GATEWAY_ENTRY_RATE", "0 per hour"),
        ("KERMESSE_GATEWAY_SECRET_KEY_FALLBACKS", "short"),
    ],
)
def test_a_setting_that_nobody_can_use_ends_the_start_with_2_and_its_name(
    name: str, value: str, tmp_path: Path
) -> None:
    ran = kermesse(tmp_path, "up", KERMESSE_UP_PORT=str(choose_free(1)[0]), **{name: value})
    assert ran.returncode == 2
    assert f"{name}" in ran.stderr
    assert "malformed: expected" in ran.stderr
    assert "Traceback" not in ran.stderr


@pytest.mark.parametrize("command", ["up", "account", "dead-letters"])
def test_a_bad_line_among_the_secrets_is_named(command: str, tmp_path: Path) -> None:
    secrets.keep(tmp_path / "secrets.env", {})
    file = tmp_path / "secrets.env"
    file.write_text(file.read_text().replace("PRIVATE_KEY=", "PRIVATE_KEY=zzz"))
    more = ["a@example.org", "--workspace", "lumen", "--generate"] if command == "account" else []
    more = ["list"] if command == "dead-letters" else more
    ran = kermesse(tmp_path, command, *more, KERMESSE_UP_PORT=str(choose_free(1)[0]))
    assert ran.returncode == 2
    assert "Traceback" not in ran.stderr
    if command != "dead-letters":
        assert f"KERMESSE_TOKEN_PRIVATE_KEY in {file} is malformed" in ran.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        (b"account", b"\xff@example.org", b"--workspace", b"lumen", b"--generate"),
        (b"dead-letters", b"show", b"\xff"),
        (b"verify", b"\xff.json"),
    ],
)
def test_an_argument_that_is_no_text_is_named(arguments: tuple[bytes, ...], tmp_path: Path) -> None:
    environ = os.environ | {"KERMESSE_DATA_DIR": str(tmp_path)}
    command = [sys.executable, "-m", "stack.cli", *arguments]
    ran = subprocess.run(
        command, cwd=ROOT, env=environ, capture_output=True, text=True, timeout=60, check=False
    )
    assert ran.returncode == 2
    assert "\\udcff" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_refused_account_leaves_no_workspace(tmp_path: Path) -> None:
    first = ("account", "a@example.org", "--workspace", "maison-lumen", "--generate")
    assert kermesse(tmp_path, *first).returncode == 0
    for email, workspace in (("a@example.org", "autre-maison"), ("no address", "maison-neuve")):
        refused = kermesse(tmp_path, "account", email, "--workspace", workspace, "--generate")
        assert refused.returncode == 1
    database = open_database("gateway", data_dir=str(tmp_path))
    workspaces = open_stores(database).workspaces
    found = [name for name in NAMES if workspaces.get(name)]
    database.close()
    assert found == ["maison-lumen"]


@pytest.mark.parametrize(
    ("email", "workspace", "name", "said"),
    [
        ("a@b", "maison-lumen", "Maison", "E-mail address: this is not an e-mail address."),
        ("a@example.org", "Maison", "Maison", "--workspace: this has an unexpected form."),
        ("a@example.org", "maison", "Mai\nson", "--workspace-name: this holds characters that"),
        ("a@example.org", "maison", " ", "--workspace-name: the length does not fit."),
    ],
)
def test_what_cannot_open_an_account_is_said_by_the_words_of_the_command(
    tmp_path: Path, email: str, workspace: str, name: str, said: str
) -> None:
    which = ("--workspace", workspace, "--workspace-name", name, "--generate")
    refused = kermesse(tmp_path, "account", email, *which)
    assert refused.returncode == 1
    assert f"The account was not opened. {said}" in refused.stderr
