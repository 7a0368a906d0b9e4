"""The driver's client, one for each process, and what its errors mean to the port."""

import contextlib
import os
import re
from collections.abc import Iterator, Mapping
from datetime import UTC
from typing import Any

from bson.codec_options import TypeDecoder, TypeRegistry
from bson.int64 import Int64
from pymongo import MongoClient
from pymongo.database import Database
from pymongo.errors import (
    ConfigurationError,
    DocumentTooLarge,
    DuplicateKeyError,
    InvalidURI,
    OperationFailure,
    PyMongoError,
)

from shared.documents import Duplicate, StoreUnavailable, UnsupportedForm

DUPLICATE = 11000
# BadValue, FailedToParse, TypeMismatch, PathNotViable, ConflictingUpdateOperators, an index that
# exists with other options, an array in a compound index, no list, a document beyond 16 MB.
FORM_CODES = frozenset({2, 9, 14, 28, 40, 85, 86, 171, 10141, 10334, 17280, 17419, 17420})
OPTIONS: dict[str, Any] = {
    "w": "majority",
    "journal": True,
    "readConcernLevel": "majority",
    "readPreference": "primary",
    "retryWrites": True,
    "wTimeoutMS": 5000,
    "tz_aware": True,
    "tzinfo": UTC,
    "connect": False,
}
# How long is waited is the installation's affair: its address may say otherwise.
PATIENCE = {
    "serverSelectionTimeoutMS": 5000,
    "connectTimeoutMS": 5000,
    "socketTimeoutMS": 20000,
}


class _PlainInt(TypeDecoder):
    """Large integers come back as the driver's own class: the port knows int alone."""

    bson_type = Int64

    def transform_bson(self, value: Any) -> int:
        return int(value)


class Client:
    """A lazily made client of one database; a fork makes its own, as clients do not survive it."""

    def __init__(self, url: str, database_name: str) -> None:
        self._url = url
        self._name = database_name
        self._clients: dict[int, MongoClient[dict[str, Any]]] = {}

    @property
    def hosts(self) -> str:
        """The hosts of the address, without the password that may stand before them."""
        return re.sub(r"^[^/]*//", "", self._url).rpartition("@")[2].partition("/")[0]

    def database(self) -> Database[dict[str, Any]]:
        """Return the database through this process's client."""
        client = self._clients.get(os.getpid())
        if client is None:
            registry = TypeRegistry([_PlainInt()])
            options = {**OPTIONS, **_patience(self._url), "type_registry": registry}
            made = MongoClient[dict[str, Any]](self._url, **options)
            client = self._clients.setdefault(os.getpid(), made)
        return client[self._name]

    def close(self) -> None:
        """Close this process's client; the next use makes another."""
        client = self._clients.pop(os.getpid(), None)
        if client is not None:
            client.close()

    @contextlib.contextmanager
    def translating(self) -> Iterator[None]:
        """Raise the port's errors instead of the driver's."""
        try:
            yield
        except DuplicateKeyError as error:
            raise Duplicate(index_of(error.details or {})) from error
        except DocumentTooLarge as error:
            raise UnsupportedForm(str(error)) from error
        except OperationFailure as error:
            if error.code in FORM_CODES:
                raise UnsupportedForm(str(error)) from error
            raise self._unavailable(error) from error
        except (PyMongoError, InvalidURI, ConfigurationError) as error:
            raise self._unavailable(error) from error

    def _unavailable(self, error: Exception) -> StoreUnavailable:
        return StoreUnavailable(f"MongoDB at {self.hosts} does not answer: {error}")


def _patience(url: str) -> dict[str, int]:
    """Return the time-outs that the address does not say itself."""
    pairs = (each.partition("=") for each in re.split("[&;]", url.partition("?")[2]))
    said = {name.lower() for name, _, value in pairs if value.isdecimal()}
    return {name: value for name, value in PATIENCE.items() if name.lower() not in said}


def index_of(details: Mapping[str, Any]) -> str:
    """Return the name of the index that a duplicate-key error speaks of."""
    found = re.search(r"index: (.+?) dup key", str(details.get("errmsg", "")))
    name = found[1] if found else next(iter(details.get("keyPattern", ["_id"])))
    return "_id" if name == "_id_" else name


def refusal_of(details: Mapping[str, Any]) -> Exception:
    """Return the port's error for one refused member of a bulk."""
    if details["code"] == DUPLICATE:
        return Duplicate(index_of(details))
    if details["code"] in FORM_CODES:
        return UnsupportedForm(str(details.get("errmsg")))
    return StoreUnavailable(str(details.get("errmsg")))
