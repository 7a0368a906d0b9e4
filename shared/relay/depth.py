"""How many documents wait, found by looking past them instead of reading them."""

from shared.documents import Collection

DEEPEST = 1_000_000


def depth_of(collection: Collection, least: int) -> int:
    """Return how many documents wait, to a hundredth; `least` are known to, at most 1,000,000 told.

    Doubles, then halves: some twenty looks at one place of an index each.
    """
    low, high = least, least * 2
    while high < DEEPEST and collection.pending(1, high - 1):
        low, high = high, high * 2
    while high - low > max(low // 100, 1):
        middle = (low + high) // 2
        if collection.pending(1, middle - 1):
            low = middle
        else:
            high = middle
    return min(low, DEEPEST)
