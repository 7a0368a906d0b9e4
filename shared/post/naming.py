"""How a service's documents name what a mail is about, and whom it is for."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Naming:
    """The members' names, such as `contest_id` and `entry_id`."""

    subject: str
    recipient: str
