"""What gunicorn's parser reads from: the bytes that were gathered, in place of a socket."""

from typing import Any, NoReturn

from gunicorn.http.errors import InvalidChunkSize
from gunicorn.http.unreader import Unreader
from werkzeug.exceptions import RequestEntityTooLarge

from shared.webapp.gathering.spool import Part, Spool

_PIECE = 8192


class Source(Unreader):  # type: ignore[misc]  # gunicorn carries no types
    """A head, then the bytes of its body, which wait in a spool."""

    def __init__(self, room: Part) -> None:
        super().__init__()
        self.body = Spool(room)
        self.broken = False

    def chunk(self, size_hint: int | None = None) -> bytes:
        """Return the next piece of the body, b"" at its end.

        Raise gunicorn's `InvalidChunkSize` at the end of a body whose chunks cannot be told apart:
        its reader would wait for more, or call it a lost connection.
        """
        data = self.body.read(max(size_hint or 0, _PIECE))
        if not data and self.broken:
            raise InvalidChunkSize(b"")
        return data

    @property
    def spent(self) -> bool:
        """Whether nothing of the body is left unread."""
        return not self.body and not self.buf.getvalue()


class TooLong:
    """The reader of a body that was not gathered, as the application takes none that long."""

    def read(self, _size: int) -> NoReturn:
        """Raise `RequestEntityTooLarge`: the application refuses it in its own words."""
        raise RequestEntityTooLarge


def length_of(request: Any) -> int | None:
    """Return the length of a request's body in bytes, None where it comes in chunks."""
    return getattr(request.body.reader, "length", None)
