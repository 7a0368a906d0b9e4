"""Who asks: judged by a list that the product does not read, and by agents of people."""

import re
from pathlib import Path

import pytest
from crawleruseragents import CRAWLER_USER_AGENTS_DATA

import services
from services.influencers.adapters.agents import KnownAgents
from services.influencers.domain.click import Agent
from tests.influencers.people_agents import BROWSERS, IN_APP

AGENTS = KnownAgents()
LISTED = [agent for each in CRAWLER_USER_AGENTS_DATA for agent in each.get("instances", ())]


@pytest.mark.parametrize("agent", [*IN_APP, *BROWSERS])
def test_nobodys_browser_is_called_a_bot(agent):
    assert AGENTS.said(agent)[0] is Agent.PERSON


def test_of_the_listed_bots_99_in_100_are_named():
    missed = [agent for agent in LISTED if AGENTS.said(agent)[0] is Agent.PERSON]
    assert len(LISTED) > 2000
    assert len(missed) <= len(LISTED) // 100, "\n".join(missed)


def test_the_product_does_not_read_the_list_that_judges_it():
    sources = Path(services.__path__[0]).rglob("*.py")
    assert not [path for path in sources if re.search("crawler.?user.?agents", path.read_text())]
    run = Path(services.__path__[0]).parent / "requirements" / "run.txt"
    assert "crawler-user-agents" not in run.read_text()


@pytest.mark.parametrize(
    "agent",
    [
        "WhatsApp/2.23.20.0 A",
        "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
        "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
        "Twitterbot/1.0",
        "LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)",
        "Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)",
        "TelegramBot (like TwitterBot)",
        "thirdLandingPageFeInfra",
        "Mozilla/5.0 (compatible; Bluesky Cardyb/1.1; +mailto:support@bsky.app)",
        "Viber",
        "Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5",
    ],
)
def test_a_preview_of_a_link_is_one(agent):
    assert AGENTS.said(agent) == (Agent.PREVIEW, "preview")


@pytest.mark.parametrize(
    "agent",
    [
        "Mozilla/5.0 (Windows NT 6.1; WOW64) AppleWebKit/534+ (KHTML, like Gecko) BingPreview/1.0b",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/120.0 Safari/537.36 (Proofpoint TAP)",
        "Mimecast URL Protection",
        "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)",
        "Google-Safety",
    ],
)
def test_what_looks_at_links_of_mails_is_a_scanner(agent):
    assert AGENTS.said(agent) == (Agent.SCANNER, "scanner")


@pytest.mark.parametrize(
    ("agent", "reason"),
    [
        ("", "no_agent"),
        ("   ", "no_agent"),
        ("curl/8.7.1", "no_browser"),
        ("python-requests/2.32.4", "no_browser"),
        ("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", "says_so"),
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 HeadlessChrome/137.0", "program"),
    ],
)
def test_a_bot_has_its_reason(agent, reason):
    assert AGENTS.said(agent) == (Agent.BOT, reason)
