"""Relay, bus and consumer in one thread: pending events go straight to their handlers."""

import json
import random
from dataclasses import dataclass, field

from services.contests.entrypoints.subscriptions import handlers
from services.contests.stores.letters import letter_of
from services.contests.stores.winners import winner_of
from services.contests.use_cases.contest.advance import advance_contest
from services.contests.use_cases.letter.write import look_after_letter
from services.contests.use_cases.mail.fan_out import fan_out_mailing
from services.contests.use_cases.mail.send import send_mail
from services.contests.use_cases.winner.look_after import look_after_winner
from shared.consumer import Received
from shared.documents import Document, Pending
from tests.contests.world import World

COLLECTIONS = (
    *("contests", "entries", "refusals", "draws", "winners", "outcomes", "mails", "letters"),
    "audit",
)


@dataclass
class Pump:
    """Delivers events to the handlers, and runs the timers.

    Each event is delivered `times` times in a row; with `chance`, events of the past come again
    at random moments.
    """

    world: World
    times: int = 1
    chance: random.Random | None = None
    seen: list[Received] = field(default_factory=list)

    def run(self) -> None:
        """Go on until no event waits and nothing is due."""
        while self.deliver() + self.timers():
            continue

    def deliver(self) -> int:
        """Deliver every event that waits; return how many there were."""
        count = 0
        for name in COLLECTIONS:
            collection = self.world.database.collection(name)
            for pending in collection.pending(100):
                for event in _received(pending):
                    self.seen.append(event)
                    self._give(event)
                    count += 1
                collection.settle(
                    pending.workspace_id, pending.id, pending.sent, len(pending.events)
                )
        return count

    def deliver_again(self) -> None:
        """Deliver every event of the past once more, in order."""
        for event in list(self.seen):
            self._give(event)

    def timers(self) -> int:
        """Run all that is due; return how many documents were claimed."""
        context, due = self.world.context, self.world.due
        stores = context.stores
        return (
            due("contests", self._advance)
            + due("mailings", lambda each: fan_out_mailing(context, stores.mailings.thing_of(each)))
            + due("letters", lambda each: look_after_letter(context, letter_of(each)))
            + due("mails", lambda each: send_mail(context, stores.mails.thing_of(each)))
            + due("winners", lambda each: look_after_winner(context, winner_of(each)))
            + due("newsletter_consents", self._end_consent)
            + due("audit", self._forget_note)
        )

    def verbs(self) -> list[str]:
        """Return the verbs of the events published so far, in order."""
        return [event.type.split(".")[-2] for event in self.seen]

    def _give(self, event: Received) -> None:
        table = handlers(self.world.context)
        again = self.chance.sample(self.seen, min(3, len(self.seen))) if self.chance else []
        for each in [event] * self.times + again:
            if each.type in table:
                table[each.type](each)

    def _end_consent(self, consent: Document) -> None:
        consents = self.world.context.stores.newsletter_consents
        consents.remove(consent["workspace_id"], consent["_id"])

    def _forget_note(self, note: Document) -> None:
        self.world.context.stores.audit.remove(note["workspace_id"], note["_id"])

    def _advance(self, document: Document) -> None:
        advance_contest(
            self.world.context, workspace=document["workspace_id"], contest=document["_id"]
        )


def _received(pending: Pending) -> list[Received]:
    return [
        Received(
            id=event.id,
            type=event.type,
            sequence=pending.sent + place + 1,
            key=event.key,
            source="contests",
            time=event.time,
            workspace_id=pending.workspace_id,
            data=json.loads(json.dumps(event.data)),
            traceparent="",
            topic=event.topic,
            partition=0,
            offset=0,
        )
        for place, event in enumerate(pending.events)
    ]
