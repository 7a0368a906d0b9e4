"""A process that changes document after document until its input ends, then says how many."""

import select
import sys
from itertools import count

from shared.documents import open_database
from tests.shared.documents.samples import numbered

if __name__ == "__main__":
    folder, among = sys.argv[1], int(sys.argv[2])
    entries = open_database("suite", data_dir=folder).collection("entries")
    for number in count():
        where = {"_id": numbered(number * 7919 % among)}
        entries.change("acme", where, {"$inc": {"n": 1}, "$set": {"state": f"s{number % 9}"}})
        if number == 100:
            print("begun", flush=True)
        if number > 100 and select.select([sys.stdin], [], [], 0)[0]:
            break
    print(number + 1, flush=True)
