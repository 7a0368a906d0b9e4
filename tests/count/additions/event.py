"""An event that another service reads: somebody of the team doubts an entry."""

import json

from tests.count.addition import Addition
from tests.count.copy import Copy

CONTRACT = """    EntryDoubted:
      name: kermesse.contests.entry.doubted.v1
      summary: Somebody of the team doubts an entry.
      contentType: application/json
      headers:
        $ref: '../schemas.yaml#/CloudEventHeaders'
      payload:
        type: object
        required: [at, contest_id, entry_id, source]
        properties:
          entry_id:
            $ref: '../schemas.yaml#/Id'
          contest_id:
            $ref: '../schemas.yaml#/Id'
          source:
            type: string
            maxLength: 200
          at:
            $ref: '../schemas.yaml#/Instant'
"""
ON_CHANNEL = """      EntryDoubted:
        $ref: '#/components/messages/EntryDoubted'
"""
CONSTRUCTOR = '''def entry_doubted(stamp: Stamp, facts: EntryFacts) -> Event:
    """Somebody of the team doubts an entry."""
    return _at("doubted", stamp, facts)


'''
TRANSITION = '''    def doubt(self, stamp: Stamp) -> tuple["Entry", list[Event]]:
        """Mark it as doubted. Raises `WrongEntryState`."""
        self._require(EntryState.CONFIRMED)
        return self, [entry_doubted(stamp, self.facts)]

'''
PROOF = '''"""An entry that is doubted is told by contests and counted by insights."""

from services.insights.engine.domain.fact import Fact
from services.insights.subjects.contests.entrypoints.subscriptions import handlers
from shared.consumer import Together
from tests.contests.desk import Desk
from tests.contracts.reading import CONTRACTS, received

NAME = "kermesse.contests.entry.doubted.v1"


def test_insights_count_what_contests_tell(desk: Desk) -> None:
    entry = desk.entered(desk.opened())
    _, (event,) = entry.doubt(desk.context.stamp())
    assert event.type == NAME
    CONTRACTS[NAME].check("payload", event.data)
    seen: list[Fact] = []
    handler = handlers(seen.extend, lambda _: None)[NAME]
    assert isinstance(handler, Together)
    handler.handle([received(NAME)])
    assert [fact.outcome for fact in seen] == ["doubted"]
'''


def perform(copy: Copy) -> None:
    """Tell it, describe it, give an example, read it."""
    contracts, domain = "shared/contracts/contests", "services/contests/domain"
    copy.insert(f"{domain}/events/entry.py", CONSTRUCTOR, before="def entry_lapsed(")
    copy.insert(f"{domain}/entry/entry.py", TRANSITION, before="    def lapse(")
    copy.insert(
        f"{domain}/entry/entry.py",
        "from services.contests.domain.events.entry import entry_doubted\n",
        before="from shared.events import",
    )
    copy.insert(f"{contracts}/asyncapi.yaml", CONTRACT, before="    EntryLapsed:\n")
    copy.insert(f"{contracts}/asyncapi.yaml", ON_CHANNEL, before="      EntryLapsed:\n")
    lapsed = copy.root / f"{contracts}/examples/kermesse.contests.entry.lapsed.v1.json"
    example = json.loads(lapsed.read_text().replace("lapsed", "doubted"))
    path = f"{contracts}/examples/kermesse.contests.entry.doubted.v1.json"
    copy.write(path, json.dumps(example, indent=2) + "\n")
    outcome = "services/insights/subjects/contests/domain/outcome.py"
    copy.insert(outcome, '    "doubted": "doubted",\n', before='    "lapsed": LAPSED')
    copy.write("tests/contests/test_doubted.py", PROOF)


ADDITION = Addition(
    name="event",
    title="an event that another service reads",
    place=5,
    limit=5,
    perform=perform,
    proofs=("tests/contests/test_doubted.py", "tests/contracts/test_consumers.py"),
)
