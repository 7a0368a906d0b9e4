"""What a run of the proof is given: its seed, and the guard that is switched off."""

import os
import random

SEED_NAME, GUARD_NAME = "KERMESSE_FAULTS_SEED", "KERMESSE_FAULTS_GUARD_OFF"
SEED = int(os.environ.get(SEED_NAME) or "20260329")
SETTLE_AFTER_ACK, SECOND_READING, SEQUENCE = "settle-after-ack", "second-reading", "sequence"
GUARDS = (SETTLE_AFTER_ACK, SECOND_READING, SEQUENCE)


def chance(what: str) -> random.Random:
    """Return the chance of one part of the run: the same for the same seed."""
    return random.Random(f"{SEED}:{what}")


def guard_off() -> str:
    """Return the guard that this run is without, "" for none; raise `ValueError` for another."""
    name = os.environ.get(GUARD_NAME, "")
    if name and name not in GUARDS:
        raise ValueError(f"{GUARD_NAME}: {name} is none of {', '.join(GUARDS)}")
    return name
