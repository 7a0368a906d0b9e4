"""The verifiable draw: pure functions from a frozen list and a beacon's round to a certificate.

In the order of a contest's life: `frozen_rules` at opening, `amend`, then at sealing `summarise`
the list, `commit` and `seal_of`; at the round `draw` and `certificate_digest`, afterwards
`certificate_bytes` whenever it is asked for. A `Draw` is a view of the parts, once made.

A list is an iterable of `entry_line(ref, weight)` strings in the order of the bytes of their refs,
read a batch at a time and never held whole.
Everything else is JSON in plain dicts, as docs/verify.md describes it.
"""

from services.contests.domain.draw.canonical import canonical, canonical_hash
from services.contests.domain.draw.certificate import (
    certificate_bytes,
    certificate_digest,
    draw,
)
from services.contests.domain.draw.commitment import (
    Terms,
    commit,
    commitment_of,
    seal_of,
    terms_of,
)
from services.contests.domain.draw.entry_list import (
    HEAVIEST,
    ListSummary,
    entry_line,
    parse_line,
    read_batches,
    summarise,
)
from services.contests.domain.draw.errors import (
    BadEntryLine,
    BrokenOutcome,
    BrokenRules,
    ListChanged,
    ListNotOrdered,
    NotCanonical,
)
from services.contests.domain.draw.made import Draw, Drawn
from services.contests.domain.draw.merkle import MerkleTree
from services.contests.domain.draw.ranking import Ranking, prk_of, randomness_of
from services.contests.domain.draw.rules import amend, effective, frozen_rules, rules_hash

__all__ = [
    "HEAVIEST",
    "BadEntryLine",
    "BrokenOutcome",
    "BrokenRules",
    "Draw",
    "Drawn",
    "ListChanged",
    "ListNotOrdered",
    "ListSummary",
    "MerkleTree",
    "NotCanonical",
    "Ranking",
    "Terms",
    "amend",
    "canonical",
    "canonical_hash",
    "certificate_bytes",
    "certificate_digest",
    "commit",
    "commitment_of",
    "draw",
    "effective",
    "entry_line",
    "frozen_rules",
    "parse_line",
    "prk_of",
    "randomness_of",
    "read_batches",
    "rules_hash",
    "seal_of",
    "summarise",
    "terms_of",
]
