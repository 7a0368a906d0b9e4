"""A million people, from an open contest to a verified certificate, through the product.

Seeded are the entries, confirmed, as requests would have left them. The worker's own timer closes
and seals the contest and draws the winners, while visitors enter another contest; the web process
hands out the certificate; both verifiers check it. Each step is a process of its own, so that its
seconds and its memory are its own. `KERMESSE_BENCH_PEOPLE` sets another number of people.
"""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.measure import Effort, Result, delay
from bench.million.running import StepTook, beside, most, run_step, took
from bench.servers import Servers

PEOPLE = 1_000_000
TENTHS = 10


def run(effort: Effort, _servers: Servers) -> Iterator[Result]:
    """Yield what each step took."""
    people = int(os.environ.get("KERMESSE_BENCH_PEOPLE", "0")) or effort.of(PEOPLE)
    with tempfile.TemporaryDirectory() as folder:
        yield from measured(Path(folder), people)


def measured(folder: Path, people: int) -> Iterator[Result]:
    """Take every step in a folder; yield what each took. Raises `AssertionError`."""
    seeded = folder / "contests.sqlite"
    if not seeded.exists():
        yield took(f"seed {people:,} entries", run_step("seed", folder, people))
    yield from _sealed(folder, people)
    yield took("draw, from list to certificate", run_step("draw", folder, people), most(people))
    handed_out = run_step("certificate", folder, people)
    size = f"{handed_out['bytes'] / 1e6:,.0f} MB in pieces of {handed_out['largest'] / 1e3:,.0f} kB"
    yield took(f"certificate, {size}", handed_out, (float("inf"), handed_out["before"] + 50))
    for name, what in (("kermesse", "kermesse verify"), ("alone", "python -I verify.py")):
        checked = run_step(name, folder, people)
        assert checked["code"] == 0, checked["last"]
        yield took(what, checked, most(people, cpu=30, megabytes=500))


def _sealed(folder: Path, people: int) -> Iterator[Result]:
    with beside("visit", folder, people) as visitors:
        sealed = run_step("seal", folder, people)
    assert sealed["entries"] == people
    claims = sealed["claims"]
    longest = f"longest of {len(claims)} claims {max(claims):,.1f} s"
    yield took(f"seal, {longest}", sealed, (float("inf"), 500))
    if len(claims) > TENTHS:
        yield _first_and_last(claims)
    yield delay("seal, the write of a chunk", [sealed["writes"]])
    waited = [milliseconds / 1000 for milliseconds in visitors["took"]]
    yield delay("entering another contest meanwhile", [waited])


def _first_and_last(claims: list[float]) -> Result:
    """Compare the first claims with the last ones, the very last of which commits."""
    tenth = len(claims) // TENTHS
    first, last = sum(claims[:tenth]), sum(claims[-tenth - 1 : -1])
    return StepTook(f"seal, first tenth {first:,.1f} s, last tenth", last)
