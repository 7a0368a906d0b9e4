"""Rebuild the figures beside the running ones: `python -m services.insights.rebuild`."""

import argparse
import os
import signal
import sys
import time
from collections.abc import Sequence

from services.insights.bootstrap import Rebuilding, rebuilding
from services.insights.engine.domain.generation import LEASE, Generations, RebuildUnderWay
from services.insights.engine.use_cases.compare_generations import Comparison, compare_generations
from services.insights.engine.use_cases.prune_generations import prune_generations
from services.insights.engine.use_cases.rebuild import (
    begin_rebuild,
    fill_generation,
    give_up_rebuild,
    switch_generation,
)
from services.insights.settings import InsightsSettings
from shared import logs
from shared.bus import BusUnavailable
from shared.consumer import TooManyDeadLetters
from shared.errors import AppError
from shared.settings import exit_on_setting_error, load

LOOK_EVERY = 0.5
INTERRUPTED = 130
SHOWN = 10


def main(argv: Sequence[str] | None = None) -> int:
    """Rebuild and switch; return 0, 1 when it could not be, 130 when it was interrupted."""
    parser = argparse.ArgumentParser(prog="python -m services.insights.rebuild")
    parser.add_argument(
        "--anew", action="store_true", help="give up what an interrupted rebuild began"
    )
    arguments = parser.parse_args(argv)
    with exit_on_setting_error():
        settings = load(InsightsSettings, os.environ)
        logs.configure(
            "insights", "warning" if settings.log_level == "info" else settings.log_level
        )
        parts = rebuilding(settings)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        run(parts, anew=arguments.anew)
    except (AppError, BusUnavailable, TooManyDeadLetters) as error:
        print(f"kermesse: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Interrupted. The figures are as they were; the next rebuild goes on from here.")
        return INTERRUPTED
    finally:
        parts.close()
    return 0


def run(parts: Rebuilding, *, anew: bool) -> None:
    """Rebuild, compare, switch, and print what was done."""
    started = time.monotonic()
    stores = parts.stores
    generations = begun(parts, anew)
    number = generations.building
    print(f"Generation {number} is read beside generation {generations.served}.", flush=True)
    try:
        events = filled(parts, number)
        print(compared(parts, generations), flush=True)
        switch_generation(by=parts.name, pointer=stores.pointer, clock=stores.clock)
    except BaseException:
        give_up_rebuild(by=parts.name, pointer=stores.pointer)
        raise
    seconds = time.monotonic() - started
    print(f"Generation {number} is served: {events} events read, {seconds:.1f} s.", flush=True)


def begun(parts: Rebuilding, anew: bool) -> Generations:
    """Take a generation up; where another has it, wait to see whether that one still lives.

    Raise `RebuildUnderWay` where it does.
    """
    pointer, clock = parts.stores.pointer, parts.stores.clock
    while True:
        seen = pointer.read()
        try:
            return begin_rebuild(by=parts.name, anew=anew, pointer=pointer, clock=clock)
        except RebuildUnderWay:
            print(f"A rebuild was under way: looking for {LEASE.seconds} s whether it lives.")
        while (now := pointer.read()) == seen and seen.until > clock.now():
            time.sleep(LOOK_EVERY)
        if now.until > clock.now() or not now.building:
            raise RebuildUnderWay


def filled(parts: Rebuilding, number: int) -> int:
    """Fill the generation, after what nobody reads any more is gone; return events read."""
    stores = parts.stores
    pointer, clock = stores.pointer, stores.clock
    prune_generations(
        pointer=pointer, workspaces=stores.workspaces, opened=stores.serving.opened, clock=clock
    )
    building = parts.building(number)
    try:
        return fill_generation(by=parts.name, building=building, pointer=pointer, clock=clock)
    finally:
        building.leave()


def compared(parts: Rebuilding, generations: Generations) -> str:
    """Return in words how the two generations compare, subject by subject."""
    numbers = generations.served, generations.building
    one, other = (parts.stores.serving.opened(number) for number in numbers)
    found = compare_generations(workspaces=parts.stores.workspaces.every(), one=one, other=other)
    return "\n".join(line for each in found for line in _lines(numbers, each))


def _lines(numbers: Sequence[int], found: Comparison) -> list[str]:
    lines = [
        f"Generation {number}: {facts} facts, {known} {found.things}."
        for number, facts, known in zip(numbers, found.facts, found.known, strict=True)
    ]
    lines.append(f"The same figures: {found.same} {found.things}; others: {len(found.different)}.")
    if found.different:
        lines.append(f"Others: {', '.join(found.different[:SHOWN])}")
    return lines


if __name__ == "__main__":
    raise SystemExit(main())
