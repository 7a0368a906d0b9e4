"""Who follows a link and does not enter: programs, and somebody who comes twice."""

from stack.driver.kit.agents import PROGRAMS, browser_of
from stack.driver.kit.browser import Browser

# A browser that nobody who enters has.
CURIOUS = browser_of(-1)


def follow_all(link: str) -> dict[str, int]:
    """Follow a link as each does; return how many clicks of each verdict that makes."""
    for agent in (*PROGRAMS.values(), CURIOUS, CURIOUS):
        _follow(link, agent)
    # A head is no click.
    _look(link)
    return {**dict.fromkeys(PROGRAMS, 1), "human": 1, "duplicate": 1}


def _follow(link: str, agent: str) -> None:
    browser = Browser(agent=agent)
    try:
        browser.open(link)
    finally:
        browser.close()


def _look(link: str) -> None:
    browser = Browser(agent=PROGRAMS["preview"])
    try:
        browser.look(link)
    finally:
        browser.close()
