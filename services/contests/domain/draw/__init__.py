"""The verifiable draw: pure functions from a frozen list and a beacon's round to a certificate.

In the order of a contest's life: `frozen_rules` at opening, `amend`, then at sealing `summarise`
the list, `commit` and `seal_of`; at the round `draw`, then `write_certificate` (a seekable file,
one pass) or `certificate_digest` with `certificate_bytes` (two passes, to stream over HTTP).

A list is an iterable of `entry_line(ref, weight)` strings in the order of the bytes of their refs.
Everything else is JSON in plain dicts, as docs/verify.md describes it.
"""

from services.contests.domain.draw.canonical import canonical, canonical_hash
from services.contests.domain.draw.certificate import (
    LIMITS,
    TEST_LIMIT,
    certificate_bytes,
    certificate_digest,
    draw,
    limits_of,
    write_certificate,
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
    read_list,
    summarise,
)
from services.contests.domain.draw.errors import (
    BadEntryLine,
    BrokenOutcome,
    BrokenRules,
    DrawError,
    ListChanged,
    ListNotOrdered,
    NotCanonical,
)
from services.contests.domain.draw.merkle import MerkleTree
from services.contests.domain.draw.ranking import first_ranks, prk_of, randomness_of, rank_key
from services.contests.domain.draw.rules import amend, effective, frozen_rules, rules_hash

__all__ = [
    "HEAVIEST",
    "LIMITS",
    "TEST_LIMIT",
    "BadEntryLine",
    "BrokenOutcome",
    "BrokenRules",
    "DrawError",
    "ListChanged",
    "ListNotOrdered",
    "ListSummary",
    "MerkleTree",
    "NotCanonical",
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
    "first_ranks",
    "frozen_rules",
    "limits_of",
    "parse_line",
    "prk_of",
    "randomness_of",
    "rank_key",
    "read_list",
    "rules_hash",
    "seal_of",
    "summarise",
    "terms_of",
    "write_certificate",
]
