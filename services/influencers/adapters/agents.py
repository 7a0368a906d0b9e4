"""What an agent is taken for: our own words first, then the list of `crawlerdetect`."""

from functools import lru_cache

from crawlerdetect import CrawlerDetect

from services.influencers.domain.click import Agent, of_agent

MOST_REMEMBERED = 50_000


class KnownAgents:
    """Answers for an agent, and remembers the answer: its list costs half a millisecond."""

    def __init__(self, most: int = MOST_REMEMBERED) -> None:
        self._listed = CrawlerDetect()
        self.said = lru_cache(maxsize=most)(self._said)

    def _said(self, agent: str) -> tuple[Agent, str]:
        own = of_agent(agent)
        if own is not None:
            return own
        listed = self._listed.is_crawler(agent)
        return (Agent.BOT, "listed") if listed else (Agent.PERSON, "")
