"""How slow a client may be: one deadline for each connection.

The figures are those of Apache's mod_reqtimeout (`header=20,MinRate=500`). A deadline only tells
who may be dropped where room is short; while there is room, everybody has `LENIENCY` more.
"""

PATIENCE = 20.0
BYTES_PER_SECOND = 500.0
LENIENCY = 45.0
# So long may somebody pause who moved much before.
LONGEST_PAUSE = 300.0
LINGER = 2.0


def deadline(began: float, moved: int, last: float) -> float:
    """Return until when a client that began at `began` and moved that many bytes keeps the rate.

    `last` is when it moved the last of them.
    """
    return min(began + PATIENCE + moved / BYTES_PER_SECOND, max(began, last) + LONGEST_PAUSE)
