"""The secrets of a stack on one machine: made once, kept in a file that only its owner reads."""

import base64
import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from stack.errors import WrongSetting

PRIVATE_KEY = "KERMESSE_TOKEN_PRIVATE_KEY"
PUBLIC_KEY = "KERMESSE_TOKEN_PUBLIC_KEY"
WRAPPING_KEY = "KERMESSE_CONTESTS_WRAPPING_KEY"
SECRET_KEY = "KERMESSE_GATEWAY_SECRET_KEY"  # noqa: S105 - the name of a setting
DEMO_PASSWORD = "KERMESSE_DEMO_PASSWORD"  # noqa: S105 - the name of a setting
NAMES = (PRIVATE_KEY, PUBLIC_KEY, WRAPPING_KEY, SECRET_KEY, DEMO_PASSWORD)


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


def complete(known: Mapping[str, str]) -> dict[str, str]:
    """Return every secret: those of `known` as they are, new ones for the rest."""
    values = {name: known[name] for name in NAMES if known.get(name)}
    if PRIVATE_KEY not in values and PUBLIC_KEY not in values:
        values[PRIVATE_KEY] = _private()
    if PUBLIC_KEY not in values:
        values[PUBLIC_KEY] = _public_of(values[PRIVATE_KEY])
    values.setdefault(WRAPPING_KEY, _text(secrets.token_bytes(32)))
    values.setdefault(SECRET_KEY, secrets.token_urlsafe(48))
    values.setdefault(DEMO_PASSWORD, secrets.token_urlsafe(12))
    return values


def read(path: Path) -> dict[str, str]:
    """Return what the file holds (`NAME=value` lines), nothing when it is absent."""
    if not path.exists():
        return {}
    lines = (line.strip() for line in path.read_text(errors="replace").splitlines())
    pairs = (line.partition("=") for line in lines if line and not line.startswith("#"))
    return {name: value for name, _, value in pairs}


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
    private key beside it. Raises `WrongSetting` where a file without the wrapping key is there:
    another key would open none of the contests beside it.
    """
    kept = read(path)
    if path.exists() and not kept.get(WRAPPING_KEY) and not environ.get(WRAPPING_KEY):
        raise WrongSetting(
            f"{WRAPPING_KEY}: {path} is there without it, and no other key opens the secrets of "
            "contests. Put a copy of that file back; or remove it, if there are no contests."
        )
    whole = complete(kept)
    if whole != kept:
        _write(path, whole)
    given = {name: environ[name] for name in NAMES if environ.get(name)}
    if PRIVATE_KEY in given and PUBLIC_KEY not in given:
        given[PUBLIC_KEY] = _public_of(given[PRIVATE_KEY])
    return whole | given
