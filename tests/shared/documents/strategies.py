"""Random documents, filters and updates of the closed set, where stores have to agree.

Outside are what only MongoDB can be asked (a filter that meets a list) and the forms in which the
test server is known to differ (`docs/decisions/0001-documents-port.md`).
"""

import os
from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from shared.documents import UnsupportedForm
from shared.documents.shapes import check_update, check_where_upsert
from tests.shared.documents.samples import NOON

# A case is an example; they go to the servers by the batch.
BATCH = 20
THOROUGH = os.environ.get("CI") == "true" or "mongo" in os.environ.get("KERMESSE_REQUIRE", "")
CASES = 2_000 if THOROUGH else 100
BATCHES = settings(
    max_examples=CASES // BATCH,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)

INTEGERS = st.integers(-3, 3) | st.sampled_from([2**31, 2**53, 2**53 + 1, -(2**63), 2**63 - 1])
# Beyond 64 bits the test server takes all floats for the largest integer.
FLOATS = st.sampled_from([0.0, 1.0, 1.5, -2.5, 2.0**53, 1e12])
TEXTS = st.text("aZé🎪", max_size=2)
INSTANTS = st.integers(-3, 3).map(lambda number: NOON + timedelta(milliseconds=number))
SCALARS = INTEGERS | FLOATS | st.booleans() | TEXTS | st.binary(max_size=2) | INSTANTS
MEMBERS = st.lists(SCALARS, max_size=3)
RECORDS = st.lists(st.fixed_dictionaries({"id": st.integers(0, 3), "n": SCALARS}), max_size=3)
FIELDS = st.fixed_dictionaries(
    {"s": SCALARS},
    optional={
        "a": SCALARS,
        "b": SCALARS | st.none() | st.fixed_dictionaries({"x": SCALARS}),
        "c": st.fixed_dictionaries({}, optional={"d": SCALARS, "e": SCALARS}),
        "n": st.integers(-9, 9) | st.sampled_from([0.5, -1.25]),
        "list": MEMBERS,
        "records": RECORDS,
    },
)

PATHS = st.sampled_from(["a", "b", "c.d", "c.e", "s", "absent"])
OPERATORS = st.sampled_from(["$gt", "$gte", "$lt", "$lte", "$ne"])
CHOICES = st.one_of(
    *(st.lists(kind, max_size=3) for kind in (INTEGERS | FLOATS, TEXTS, st.booleans(), INSTANTS))
)
CONDITIONS = (
    SCALARS
    | st.dictionaries(OPERATORS, SCALARS, min_size=1, max_size=2)
    | st.booleans().map(lambda there: {"$exists": there})
    | CHOICES.map(lambda choices: {"$in": choices})
)
PLACES = st.tuples(
    st.sampled_from(["list.0", "list.2", "records.1", "list", "c"]), st.booleans()
).map(lambda asked: {asked[0]: {"$exists": asked[1]}})
PLAIN = st.dictionaries(PATHS, CONDITIONS, min_size=1, max_size=2) | PLACES
WHERES = PLAIN | st.tuples(PLAIN, st.lists(PLAIN, min_size=1, max_size=3)).map(
    lambda both: {**both[0], "$or": both[1]}
)

# The test server does not see that 1.0 is 1 in a set.
IN_SETS = INTEGERS | st.booleans() | TEXTS | INSTANTS
PUSHED = st.fixed_dictionaries({"$each": MEMBERS}, optional={"$slice": st.integers(-3, 3)})
PULLED = SCALARS | st.lists(st.integers(0, 3), max_size=2).map(lambda ids: {"id": {"$in": ids}})
UPDATES = st.fixed_dictionaries(
    {},
    optional={
        "$set": st.fixed_dictionaries({}, optional={"c.d": SCALARS, "new.deep.er": SCALARS}),
        "$unset": st.sampled_from([{"c.e": ""}, {"absent": ""}, {"b": ""}]),
        "$inc": st.fixed_dictionaries({"n": st.integers(-5, 5) | st.sampled_from([0.25, 2.0])}),
        "$min": st.fixed_dictionaries({"s": SCALARS}),
        "$max": st.fixed_dictionaries({"a": SCALARS}),
        "$setOnInsert": st.just({"made": True}),
        "$push": st.fixed_dictionaries({"list": SCALARS | PUSHED}),
        "$addToSet": st.fixed_dictionaries(
            {"set": IN_SETS | st.lists(IN_SETS, max_size=4).map(lambda members: {"$each": members})}
        ),
        "$pull": st.fixed_dictionaries({"records": PULLED}),
    },
)


def _is_upsert(where: dict[str, Any]) -> bool:
    try:
        check_where_upsert({"_id": "any", **where})
        check_update({"$set": where_paths(where)})
    except UnsupportedForm:
        return False
    return True


def where_paths(where: dict[str, Any]) -> dict[str, Any]:
    """Return the paths that an upsert by this filter would set."""
    return {path: 1 for path, condition in where.items() if not isinstance(condition, dict | list)}


UPSERTS = WHERES.filter(_is_upsert)
CASE = st.fixed_dictionaries(
    {"fields": FIELDS, "where": WHERES, "update": UPDATES, "upsert": UPSERTS}
)
CASE_LISTS = st.lists(CASE, min_size=BATCH, max_size=BATCH)
# A field that is sorted by has one type.
KINDS = (INTEGERS | FLOATS, TEXTS, st.booleans(), INSTANTS, st.binary(max_size=2))
SORTED = st.one_of(*(st.lists(kind, min_size=BATCH, max_size=BATCH) for kind in KINDS))
