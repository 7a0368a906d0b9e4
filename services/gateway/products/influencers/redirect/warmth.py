"""What processes of one machine knew of links, in a file: the next start begins with it."""

import fcntl
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from services.gateway.products.influencers.domain.link import Link, LinkState
from shared.events import instant_of, instant_text

NAME = "links.json"


class Warmth:
    """The file in a folder. It is replaced whole, and holds what all processes told, `most`."""

    def __init__(self, folder: Path, most: int) -> None:
        self._path, self._most = folder / NAME, most

    def read(self) -> list[Link]:
        """Return the links; none where there is no file, or one that cannot be read."""
        try:
            return [_link(each) for each in json.loads(self._path.read_text())]
        except (OSError, ValueError, TypeError, KeyError):
            return []

    def keep(self, links: Sequence[Link]) -> None:
        """Add links, the newest state of each; raise `OSError` where the disk refuses."""
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with self._alone():
            whole: dict[str, Link] = {}
            for link in (*self.read(), *links):
                other = whole.pop(link.key, link)
                whole[link.key] = max(other, link, key=lambda each: each.sequence)
            made = self._path.with_suffix(".made")
            made.write_text(json.dumps([_written(each) for each in whole.values()][-self._most :]))
            made.replace(self._path)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        lock = os.open(self._path.with_suffix(".lock"), os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
        finally:
            os.close(lock)


def _written(link: Link) -> dict[str, Any]:
    ends = link.expires_at
    return {**asdict(link), "expires_at": instant_text(ends) if ends else None}


def _link(told: dict[str, Any]) -> Link:
    ends = told["expires_at"]
    own = {"state": LinkState(told["state"]), "expires_at": instant_of(ends) if ends else None}
    return Link(**{**told, **own})
