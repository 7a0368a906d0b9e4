"""Where many clicks wait, a flood of one workspace leaves the others their room."""

from services.gateway.products.influencers.spill.writing import Spill
from shared.ids import RandomIds

LINE = b"x" * 99 + b"\n"
FLOODED, OTHER = "maison-lumen", "other-house"


def written(spill: Spill, whose: str, times: int) -> int:
    """Return how many of so many lines are kept."""
    return sum(spill.append(LINE, whose) for _ in range(times))


def test_a_flood_ends_at_its_share_and_others_write_on(tmp_path):
    spill = Spill(tmp_path, RandomIds().ulid, file_bytes=1_000, most_files=32)
    kept = written(spill, FLOODED, 1_000)
    # Until two files wait the room is everybody's, then a sixteenth of it: two files more.
    assert kept == 20 + 20
    assert written(spill, OTHER, 15) == 15
    assert written(spill, FLOODED, 1) == 0


def test_once_fewer_wait_everybody_writes_again(tmp_path):
    spill = Spill(tmp_path, RandomIds().ulid, file_bytes=1_000, most_files=32)
    written(spill, FLOODED, 1_000)
    for each in sorted(tmp_path.glob("*.spill"))[:-1]:
        each.unlink()
    assert written(spill, FLOODED, 1) == 0
    spill.rest()
    assert written(spill, FLOODED, 1) == 1
