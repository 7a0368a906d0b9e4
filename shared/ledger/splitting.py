"""A sum shared out to the cent: the parts are whole, and add up to it.

By largest remainders (A. Hamilton, 1792; M. Balinski and H. P. Young, "Fair Representation", 1982):
each part is its exact share rounded down, and the units that are left go one by one to the largest
remainders. Of equal remainders the first in the list comes first, so that a repeat gives the same.
"""

from collections.abc import Sequence

from shared.money import Money


def split(total: int, weights: Sequence[int]) -> list[int]:
    """Return `total` in parts that are in proportion to `weights`; their sum is `total`.

    A negative total is split as its opposite is. Weights that are all zero count alike. Raises
    `ValueError` for a negative weight, and for something to share among nobody.
    """
    if any(weight < 0 for weight in weights):
        raise ValueError("a weight is not negative")
    if not weights:
        if total:
            raise ValueError("nobody to share it among")
        return []
    if total < 0:
        return [-part for part in split(-total, weights)]
    shares = list(weights) if any(weights) else [1] * len(weights)
    whole = sum(shares)
    parts = [total * share // whole for share in shares]
    by_remainder = sorted(range(len(shares)), key=lambda place: -(total * shares[place] % whole))
    for place in by_remainder[: total - sum(parts)]:
        parts[place] += 1
    return parts


def shared_out(total: Money, lines: Sequence[Money]) -> list[Money]:
    """Return `total` in parts that are in proportion to the amounts of `lines`.

    What is earned on an order is rounded once, for the whole of it, then shared over its lines.
    """
    parts = split(total.amount, [line.amount for line in lines])
    return [Money(part, total.currency) for part in parts]
