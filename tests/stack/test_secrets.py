"""Secrets are made once, kept to their owner, and belong together."""

import base64
import stat
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from stack.errors import WrongSetting
from stack.secrets import PRIVATE_KEY, PUBLIC_KEY, keep, names, read

WRAPPING_KEY, SECRET_KEY = "KERMESSE_CONTESTS_WRAPPING_KEY", "KERMESSE_GATEWAY_SECRET_KEY"


def belongs(private: str, public: str) -> bool:
    key = Ed25519PrivateKey.from_private_bytes(base64.b64decode(private))
    Ed25519PublicKey.from_public_bytes(base64.b64decode(public)).verify(key.sign(b"x"), b"x")
    return True


def test_secrets_are_the_same_at_every_start(tmp_path: Path) -> None:
    first = keep(tmp_path / "secrets.env", {})
    assert keep(tmp_path / "secrets.env", {}) == first
    assert set(first) == set(names())
    assert belongs(first[PRIVATE_KEY], first[PUBLIC_KEY])
    assert len(base64.b64decode(first[WRAPPING_KEY])) == 32
    assert len(first[SECRET_KEY]) >= 32


def test_only_the_owner_reads_the_file_and_nothing_else_is_left(tmp_path: Path) -> None:
    keep(tmp_path / "secrets.env", {})
    assert stat.S_IMODE((tmp_path / "secrets.env").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secrets.env"]


def test_two_folders_have_different_secrets(tmp_path: Path) -> None:
    one, two = (keep(tmp_path / name, {}) for name in ("one.env", "two.env"))
    assert not set(one.values()) & set(two.values())


def test_a_secret_that_is_missing_is_added_and_the_others_stay(tmp_path: Path) -> None:
    path = tmp_path / "secrets.env"
    first = keep(path, {})
    some = {name: first[name] for name in (PRIVATE_KEY, WRAPPING_KEY)}
    path.write_text("# mine\n" + "".join(f"{name}={value}\n" for name, value in some.items()))
    again = keep(path, {})
    assert {name: again[name] for name in some} == some
    assert again[PUBLIC_KEY] == first[PUBLIC_KEY]
    assert again[SECRET_KEY] != first[SECRET_KEY]


PARTNERS_KEY = "KERMESSE_INFLUENCERS_WRAPPING_KEY"


def without(path: Path, name: str) -> dict[str, str]:
    """Take a secret out of a file; return those that are left."""
    left = {each: value for each, value in read(path).items() if each != name}
    path.write_text("".join(f"{each}={value}\n" for each, value in left.items()))
    return left


def test_a_service_that_is_newer_than_the_file_gets_its_key_and_all_others_stay(
    tmp_path: Path,
) -> None:
    path = tmp_path / "secrets.env"
    keep(path, {})
    (tmp_path / "contests.sqlite").touch()
    left = without(path, PARTNERS_KEY)
    again = keep(path, {})
    assert {name: again[name] for name in left} == left
    assert read(path)[PARTNERS_KEY] == again[PARTNERS_KEY]


@pytest.mark.parametrize("name", [WRAPPING_KEY, PARTNERS_KEY])
def test_a_key_is_not_made_anew_beside_the_database_that_it_wrapped(
    name: str, tmp_path: Path
) -> None:
    path = tmp_path / "secrets.env"
    keep(path, {})
    service = {WRAPPING_KEY: "contests", PARTNERS_KEY: "influencers"}[name]
    (tmp_path / f"{service}.sqlite").touch()
    without(path, name)
    with pytest.raises(WrongSetting, match=name):
        keep(path, {})
    assert name not in read(path)


@pytest.mark.parametrize("damaged", ["garbage", "", f"{WRAPPING_KEY}=\n", "\x00\x01"])
def test_a_damaged_file_is_left_as_it_is_and_named(damaged: str, tmp_path: Path) -> None:
    path = tmp_path / "secrets.env"
    first = keep(path, {})
    path.write_text(damaged)
    with pytest.raises(WrongSetting, match=f"{WRAPPING_KEY}.*secrets.env"):
        keep(path, {})
    assert path.read_text() == damaged
    given = {WRAPPING_KEY: first[WRAPPING_KEY]}
    assert keep(path, given)[WRAPPING_KEY] == first[WRAPPING_KEY]


def test_a_secret_that_is_given_comes_first_and_is_not_written_down(tmp_path: Path) -> None:
    other = keep(tmp_path / "other.env", {})
    got = keep(tmp_path / "secrets.env", {PRIVATE_KEY: other[PRIVATE_KEY]})
    assert got[PRIVATE_KEY] == other[PRIVATE_KEY]
    assert got[PUBLIC_KEY] == other[PUBLIC_KEY]
    assert other[PRIVATE_KEY] not in read(tmp_path / "secrets.env").values()


@pytest.mark.parametrize("name", [PRIVATE_KEY, PUBLIC_KEY, WRAPPING_KEY, SECRET_KEY])
@pytest.mark.parametrize("value", ["zzz", "é", "AAAA"])
def test_a_secret_that_nobody_can_use_is_named_and_not_told(
    name: str, value: str, tmp_path: Path
) -> None:
    path = tmp_path / "secrets.env"
    with pytest.raises(WrongSetting, match=f"{name} in the environment is malformed: expected"):
        keep(path, {name: value})
    assert not path.exists()
    good = keep(path, {})
    path.write_text("".join(f"{each}={value}\n" for each, value in (good | {name: value}).items()))
    with pytest.raises(WrongSetting, match=rf"{name} in .*secrets\.env is malformed") as refused:
        keep(path, {})
    assert value not in str(refused.value).replace(str(path), "")


@pytest.mark.parametrize("line", ["garbage", "export KERMESSE_X=1", "=value", "A B=c", "\xff\xfe"])
def test_a_line_that_says_nothing_is_named_by_its_number(line: str, tmp_path: Path) -> None:
    path = tmp_path / "secrets.env"
    keep(path, {})
    damaged = f"# mine\n\n{line}\n{path.read_text()}"
    path.write_text(damaged, encoding="latin-1")
    with pytest.raises(WrongSetting, match=r"secrets\.env, line 3: expected NAME=value"):
        keep(path, {})
    assert path.read_text(encoding="latin-1") == damaged


def test_what_someone_else_keeps_in_the_file_stays_when_a_secret_is_added(tmp_path: Path) -> None:
    path = tmp_path / "secrets.env"
    first = keep(path, {})
    kept = {name: value for name, value in first.items() if name != SECRET_KEY}
    path.write_text("".join(f"{name}={value}\n" for name, value in kept.items()) + "MINE=1\n")
    assert keep(path, {})[SECRET_KEY]
    assert read(path)["MINE"] == "1"


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "secrets.env").mkdir()
    with pytest.raises(WrongSetting, match=r"secrets\.env cannot be read"):
        keep(tmp_path / "secrets.env", {})
