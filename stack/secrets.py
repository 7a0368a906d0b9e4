"""The secrets of a stack on one machine: made once, kept in a file that only its owner reads."""

import base64
import os
import secrets
from collections.abc import Callable, Mapping
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from shared.assembly.manifest import Secret, SecretKind
from shared.settings import Converter, base64_key, long_text
from stack.errors import WrongSetting
from stack.house import manifests

PRIVATE_KEY = "KERMESSE_TOKEN_PRIVATE_KEY"
PUBLIC_KEY = "KERMESSE_TOKEN_PUBLIC_KEY"
DEMO_PASSWORD = "KERMESSE_DEMO_PASSWORD"  # noqa: S105 - the name of a setting


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _public_of(private: str) -> str:
    key = Ed25519PrivateKey.from_private_bytes(base64.b64decode(private))
    return _text(key.public_key().public_bytes_raw())


def _private() -> str:
    raw = Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.Raw,
        serialization.PrivateFormat.Raw,
        serialization.NoEncryption(),
    )
    return _text(raw)


_MAKERS: dict[SecretKind, Callable[[], str]] = {
    SecretKind.KEY: lambda: _text(secrets.token_bytes(32)),
    SecretKind.TEXT: lambda: secrets.token_urlsafe(48),
    SecretKind.SIGNING: _private,
}


def _declared() -> list[Secret]:
    return [secret for manifest in manifests() for secret in manifest.secrets]


def _irreplaceable() -> dict[str, str]:
    """Return the service of each secret that nothing replaces."""
    return {
        secret.name: manifest.name
        for manifest in manifests()
        for secret in manifest.secrets
        if secret.irreplaceable
    }


_CONVERTERS: dict[SecretKind, Converter] = {
    SecretKind.KEY: base64_key(32),
    SecretKind.TEXT: long_text(32),
    SecretKind.SIGNING: base64_key(32),
}


def names() -> tuple[str, ...]:
    """Return the name of each secret: those of the manifests, the public key, the demo's."""
    return (*(each.name for each in _declared()), PUBLIC_KEY, DEMO_PASSWORD)


def complete(known: Mapping[str, str]) -> dict[str, str]:
    """Return every secret: those of `known` as they are, new ones for the rest."""
    values = {name: known[name] for name in names() if known.get(name)}
    for each in _declared():
        # A public key that was given alone belongs to a private one that is kept elsewhere.
        if each.kind is not SecretKind.SIGNING or PUBLIC_KEY not in values:
            values.setdefault(each.name, _MAKERS[each.kind]())
    if PUBLIC_KEY not in values:
        values[PUBLIC_KEY] = _public_of(values[PRIVATE_KEY])
    values.setdefault(DEMO_PASSWORD, secrets.token_urlsafe(12))
    return values


def read(path: Path) -> dict[str, str]:
    """Return what the file holds (`NAME=value` lines), nothing when it is absent."""
    return {name: value for name, _, value in (line.partition("=") for _, line in _lines(path))}


def _lines(path: Path) -> list[tuple[int, str]]:
    """Return the lines that are no comment, each with its number."""
    try:
        text = path.read_text(errors="replace") if path.exists() else ""
    except OSError as error:
        raise WrongSetting(f"{path} cannot be read: {error.strerror}.") from error
    stripped = enumerate((line.strip() for line in text.splitlines()), 1)
    return [(number, line) for number, line in stripped if line and not line.startswith("#")]


def _check(given: Mapping[str, str], where: str) -> None:
    """Raise `WrongSetting` naming a secret that no process would take, and where it stands."""
    for each in (*_declared(), Secret(PUBLIC_KEY, SecretKind.KEY)):
        try:
            if value := given.get(each.name):
                _CONVERTERS[each.kind](value)
        except ValueError as expected:
            raise WrongSetting(
                f"{each.name} {where} is malformed: expected {expected}."
            ) from expected


def _check_lines(path: Path) -> None:
    """Raise `WrongSetting` naming a line of the file that says nothing; it is not told."""
    for number, line in _lines(path):
        name, equals, _ = line.partition("=")
        if not equals or not name.isidentifier():
            raise WrongSetting(
                f"{path}, line {number}: expected NAME=value. Correct the line, or remove it."
            )


def _check_lost(path: Path, known: Mapping[str, str]) -> None:
    """Raise `WrongSetting` for an irreplaceable secret that a file lost.

    A service that is newer than the file has none in it, and no database beside it: its secret is
    made then. Where databases are on a server, the service itself tells a key that is not theirs.
    """
    every = _irreplaceable()
    none = not any(known.get(name) for name in every)
    for name, service in every.items():
        had = none or (path.parent / f"{service}.sqlite").exists()
        if path.exists() and not known.get(name) and had:
            raise WrongSetting(
                f"{name}: {path} is there without it, and no other key opens what it has "
                "wrapped. Put a copy of that file back; or remove it, if there are no data yet."
            )


def _kept(path: Path, values: Mapping[str, str]) -> None:
    try:
        _write(path, values)
    except OSError as error:
        raise WrongSetting(f"{path} cannot be written: {error.strerror}.") from error


def _write(path: Path, values: Mapping[str, str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as handle:
        handle.writelines(f"{name}={value}\n" for name, value in values.items())
        handle.flush()
        os.fsync(handle.fileno())
    new.replace(path)


def keep(path: Path, environ: Mapping[str, str]) -> dict[str, str]:
    """Return the secrets of `path`, made and written at the first call.

    What `environ` gives comes first and is not written down. A public key always belongs to the
    private key beside it. Raises `WrongSetting` where a file without an irreplaceable
    secret is there: another key would open nothing of what is beside it; and for a secret, or a
    line of the file, that nobody can use.
    """
    _check(environ, "in the environment")
    kept = read(path)
    _check_lost(path, {**kept, **environ})
    # Whoever gives what cannot be replaced may go on without a damaged file.
    if not any(environ.get(name) for name in _irreplaceable()):
        _check_lines(path)
    _check(kept, f"in {path}")
    whole = {name: value for name, value in kept.items() if value} | complete(kept)
    if whole != kept:
        _kept(path, whole)
    given = {name: environ[name] for name in names() if environ.get(name)}
    if PRIVATE_KEY in given and PUBLIC_KEY not in given:
        given[PUBLIC_KEY] = _public_of(given[PRIVATE_KEY])
    return whole | given
