"""What a shop or a script told of who brought an order or a lead."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Traces:
    """A code, the key of a link, a click's id: each as it was told, "" where it was not.

    `buyer_keys` stand for the buyer's address, by the workspace's own key.
    """

    code: str = ""
    link: str = ""
    click_id: str = ""
    buyer_keys: tuple[str, ...] = ()


UNTRACED = Traces()
