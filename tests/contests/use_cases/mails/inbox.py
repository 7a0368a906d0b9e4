"""What was sent, for tests."""

from shared.mail import Mail
from tests.contests.world import World


def sent(world: World, word: str) -> list[Mail]:
    """Return the mails sent so far that hold `word`."""
    return [mail for mail in world.inbox() if word in mail.text]
