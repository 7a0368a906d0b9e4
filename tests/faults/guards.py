"""The processes of the proof that are not the product's own, and those without one guard."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace

from stack.ports import HOST, choose_free
from stack.programs import Layout, programs
from stack.supervisor import Program
from tests.faults.killer import SECOND_WORKER
from tests.faults.seeds import SECOND_READING, SEED, SEED_NAME, SEQUENCE, SETTLE_AFTER_ACK

WORKER, WEB, INSIGHTS = "contests-worker", "contests-web", "insights-worker"


def program(layout: Layout, name: str) -> Program:
    """Return the product's own program of this name."""
    return next(one for one in programs(layout) if one.name == name)


def running(origin: Program, *module: str) -> Program:
    """Return the program with a module of the tests in the place of its own."""
    environ = {**origin.environ, SEED_NAME: str(SEED)}
    return replace(origin, command=(sys.executable, "-m", *module), environ=environ)


def serving(layout: Layout, application: str) -> Program:
    """Return the web process of contests with another application."""
    web = program(layout, WEB)
    return replace(web, command=(*web.command[:-1], application))


def second_worker(layout: Layout, environ: Mapping[str, str]) -> Program:
    """Return a second contests worker, whose relay repeats; some settings are its own."""
    port = choose_free(1, layout.ports.values())[0]
    first = running(program(layout, WORKER), "tests.faults.relays", "repeating")
    own = {**first.environ, "KERMESSE_HEALTH_PORT": str(port), **environ}
    return Program(SECOND_WORKER, first.command, own, f"http://{HOST}:{port}/readyz")


def without(guard: str, layout: Layout, others: Sequence[Program] = ()) -> list[Program]:
    """Return `others` and the product's processes that lack `guard`, "" for none."""
    chosen = {one.name: one for one in others}
    if guard == SETTLE_AFTER_ACK:
        workers = [program(layout, WORKER), *(one for one in others if one.name == SECOND_WORKER)]
        careless = [running(one, "tests.faults.relays", "careless") for one in workers]
        chosen |= {one.name: one for one in careless}
    if guard == SEQUENCE:
        chosen[INSIGHTS] = running(program(layout, INSIGHTS), "tests.faults.unsequenced")
    if guard == SECOND_READING:
        chosen.setdefault(WEB, serving(layout, "tests.faults.stopping:blind"))
    return list(chosen.values())
