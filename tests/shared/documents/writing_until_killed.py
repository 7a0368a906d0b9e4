"""A process that writes, says what was acknowledged, and goes on until somebody kills it."""

import json
import sys
from itertools import count

from shared.documents import Change, Index, open_database
from tests.shared.documents.samples import document, event

if __name__ == "__main__":
    entries = open_database(**json.loads(sys.argv[1])).collection("entries")
    entries.ensure([Index("by_n", ("workspace_id", "n"))])
    for number in count(entries.count("acme", {"n": {"$gte": 0}})):
        entries.change_each(
            "acme",
            [
                Change({"_id": f"{half}{number}"}, {"$set": {"half": number}}, upsert=True)
                for half in "xy"
            ],
        )
        entries.insert(document(f"e{number:06}", n=number), [event(number)])
        print(number, flush=True)
