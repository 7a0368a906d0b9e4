"""Many clients at once: each enters people, confirms by their mails, and repeats what it asked.

Every act is repeated, under the same key or token, until it is acknowledged or refused for good.
"""

import heapq
import math
import random
import re
import threading
import time
from collections.abc import Callable
from pathlib import Path

from stack.driver.kit.mailbox import Letter
from tests.faults.doors import PERHAPS, UNSENT, Answer, Door, Said
from tests.faults.ledger import Ledger, Person, Refusal
from tests.faults.opening import Opened

CLIENTS = 28
SOURCES = ("instagram", "newsletter", "poster")
PAUSE = (0.02, 0.2)
MINOR_EVERY, LAST_MINUTE_EVERY, TOO_LATE_EVERY = 11, 8, 25
# Seconds after an end within which people still come, and after which the list is sealed.
AROUND, SEALED = 1.5, 5.0
CONFIRM_LINK = re.compile(r"/confirm/([\w-]{22})(?![\w-])")


class Post:
    """Reads the catcher's folder: each new mail's token to confirm, by the address it went to."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: set[str] = set()

    def new_tokens(self) -> list[tuple[str, str]]:
        """Return (address, token) of the mails that came since the last call."""
        found = []
        for path in sorted(self._folder.glob("*.eml")):
            if path.stem not in self._read:
                self._read.add(path.stem)
                letter = Letter(path.stem, path.read_bytes())
                if token := CONFIRM_LINK.search(letter.text):
                    found.append((str(letter.message["Delivered-To"]), token[1]))
        return found


class Crowd:
    """The clients, their people, and what they were told."""

    def __init__(
        self, seed: int, people: int, contest: Opened, post: Post, door: Callable[[], Door]
    ) -> None:
        self.ledger = Ledger()
        self.tokens: dict[str, str] = {}
        self._chance = random.Random(f"{seed}:crowd")
        self._closes_at = contest.closes_at.timestamp()
        self._confirm_by = contest.confirm_by.timestamp()
        self._coming = self._arrivals(seed, people, self._closes_at)
        self._waiting: list[tuple[float, str]] = []
        self._asked: list[Person | str] = []
        self._known: set[Person | str] = set()
        self._asking: set[Person | str] = set()
        self._post, self._door = post, door
        self._ended = threading.Event()
        self._lock = threading.Lock()
        self._threads = [
            threading.Thread(target=self._live, args=(number,), name=f"client-{number}")
            for number in range(CLIENTS)
        ]
        self._reader = threading.Thread(target=self._read_mails, name="post")

    def _arrivals(self, seed: int, people: int, closes_at: float) -> list[tuple[float, Person]]:
        """Return when each comes, the first at the end: all the time, around the closing, and after
        the seal, when a refusal is counted no more.
        """
        now, coming = time.time(), []
        for number in range(people):
            minor = number % MINOR_EVERY == 5
            first = closes_at - AROUND if number % LAST_MINUTE_EVERY == 0 else now
            person = Person(number, SOURCES[number % 3], f"request-{seed}-{number:05}", not minor)
            comes = self._chance.uniform(first, closes_at + AROUND)
            coming.append((comes if number % TOO_LATE_EVERY else self._confirm_by + SEALED, person))
        return sorted(coming, key=lambda each: -each[0])

    def start(self) -> None:
        """Let them come."""
        for thread in (*self._threads, self._reader):
            thread.start()

    def end(self) -> None:
        """Let each finish what it asks, then leave."""
        self._ended.set()
        for thread in (*self._threads, self._reader):
            if thread.is_alive():
                thread.join()

    def settled(self, sealed: Callable[[], bool]) -> bool:
        """Tell whether everyone who will ever be told something was told.

        Once the list is `sealed`, nobody is mailed any more that they may confirm.
        """
        over = sealed()
        with self._lock:
            if self._coming or self._waiting or self._asking:
                return False
            told = len(self.ledger.confirmed) + len(self.ledger.too_late)
            return over or told >= len(self.ledger.entered)

    def unsettled(self) -> str:
        """Return who has not been told yet."""
        with self._lock:
            coming, waiting = len(self._coming), len(self._waiting)
            asking = sorted(map(str, self._asking))
        return f"{coming} are to come, {waiting} to confirm, {len(asking)} ask: {asking[:5]}"

    def _read_mails(self) -> None:
        while not self._ended.wait(0.1):
            for email, token in self._post.new_tokens():
                with self._lock:
                    if self.tokens.setdefault(email, token) != token:
                        self.ledger.odd.append(f"{email} was mailed two tokens")
                    elif email not in self.ledger.confirmed:
                        heapq.heappush(self._waiting, (self._presses_at(email), email))

    def _presses_at(self, email: str) -> float:
        """Return when someone presses the button: at once, or in the last minute."""
        if self._chance.random() * LAST_MINUTE_EVERY > 1:
            return 0.0
        return self._confirm_by + self._chance.uniform(-AROUND, AROUND)

    def _live(self, number: int) -> None:
        door, chance = self._door(), random.Random(self._chance.random() + number)
        while not self._ended.is_set():
            act = self._next(chance)
            if act is None:
                self._ended.wait(PAUSE[0])
            elif isinstance(act, Person):
                self._enter(act, door, chance)
            else:
                self._confirm(act, door, chance)
            with self._lock:
                self._asking.discard(act)

    def _next(self, chance: random.Random) -> Person | str | None:
        with self._lock:
            now = time.time()
            # Who has a mail goes first: on a slow machine those who come never end.
            if self._waiting and self._waiting[0][0] <= now:
                return self._first(heapq.heappop(self._waiting)[1])
            if self._coming and self._coming[-1][0] <= now:
                return self._first(self._coming.pop()[1])
            return self._repeated(chance) if self._asked else None

    def _first(self, act: Person | str) -> Person | str:
        self._asking.add(act)
        return act

    def _repeated(self, chance: random.Random) -> Person | str:
        self.ledger.repeats += 1
        return chance.choice(self._asked)

    def _until_told(self, attempt: Callable[[], Answer], chance: random.Random) -> Answer:
        while True:
            answer = attempt()
            if answer.said is not Said.AGAIN or self._ended.is_set():
                return answer
            with self._lock:
                self.ledger.retries += 1
            self._ended.wait(chance.uniform(*PAUSE))

    def _enter(self, person: Person, door: Door, chance: random.Random) -> None:
        asked = time.time()
        answer = self._until_told(lambda: door.enter(person), chance)
        told = time.time()
        with self._lock:
            if not self._fits(person, answer):
                self.ledger.odd.append(f"{person} entered and was told {answer}")
            elif answer.said is not Said.AGAIN and self._is_first(person):
                if answer.said is Said.YES:
                    self.ledger.entered[person.email] = person
                elif answer.why != UNSENT:
                    # Whether it was counted is not known to its sender: as told after the seal.
                    known = math.inf if answer.why == PERHAPS else told
                    refusal = Refusal(person.source, answer.why or "late", asked, known)
                    self.ledger.refused.append(refusal)

    def _fits(self, person: Person, answer: Answer) -> bool:
        """Tell whether this may be answered: who takes part is told so for ever."""
        if answer.said in (Said.YES, Said.NO):
            return (answer.said is Said.YES) is person.of_age
        part = person.email in self.ledger.confirmed
        return answer.said is Said.AGAIN or (answer.said is Said.CLOSED and not part)

    def _is_first(self, act: Person | str) -> bool:
        if act in self._known:
            return False
        self._known.add(act)
        self._asked.append(act)
        return True

    def _confirm(self, email: str, door: Door, chance: random.Random) -> None:
        answer = self._until_told(lambda: door.confirm(self.tokens[email]), chance)
        with self._lock:
            if answer.said is Said.YES:
                self._is_first(email)
                self.ledger.note_confirmed(email, answer.ref, answer.receipt)
            elif answer.said is Said.CLOSED and email not in self.ledger.confirmed:
                self.ledger.too_late.add(email)
            elif answer.said is not Said.AGAIN:
                self.ledger.odd.append(f"{email} confirmed and was told {answer}")
