"""What an error tells its caller, and what it keeps for the log."""

import importlib
import pkgutil
from collections.abc import Iterator

import pytest

import services
import shared
from shared.bus import BusUnavailable
from shared.documents import StoreUnavailable
from shared.errors import AppError, Kind, Unreachable

RUN = ("__main__", "serving", "web", "verify")


class Explained(AppError):
    """This cannot be done twice:
    the first time stands.

    `first` is what programmers need to know (RFC 9457).
    """

    kind = Kind.CONFLICT


def test_of_its_words_an_error_tells_the_first_paragraph_on_one_line() -> None:
    assert Explained().detail == "This cannot be done twice: the first time stands."
    assert Explained("The draw was made.").detail == "The draw was made."


@pytest.mark.parametrize("kind", [StoreUnavailable, BusUnavailable])
def test_what_does_not_answer_is_named_in_the_log_alone(kind: type[Unreachable]) -> None:
    error = kind("MongoDB at mongo-0.internal:27017 does not answer")
    assert str(error) == "MongoDB at mongo-0.internal:27017 does not answer"
    assert "internal" not in error.detail
    assert error.detail.endswith("repeat the same request in a moment.")


def test_no_error_tells_callers_what_is_written_for_programmers() -> None:
    for root in (shared, services):
        for module in pkgutil.walk_packages(root.__path__, f"{root.__name__}."):
            if module.name.rpartition(".")[2] not in RUN:
                importlib.import_module(module.name)
    for kind in every_kind(AppError):
        told = " ".join((kind.__doc__ or "").strip().partition("\n\n")[0].split())
        assert told.endswith("."), kind
        assert "RFC" not in told, kind
        assert "str()" not in told, kind


def every_kind(of: type[AppError]) -> Iterator[type[AppError]]:
    for kind in of.__subclasses__():
        yield kind
        yield from every_kind(kind)
