"""What an agent says of itself: a preview, a scanner, a program, or a browser that people use.

Our own words, looked at in this order; the first that fits gives the reason. They are about how
agents are written more than about names: a program mostly says where its page is, or is not
written as a browser is. Whoever is written as a browser and says nothing else is a person.
"""

import re
from enum import StrEnum


class Agent(StrEnum):
    """Who asks, as far as an agent tells."""

    PERSON = "person"
    PREVIEW = "preview"
    SCANNER = "scanner"
    BOT = "bot"


# Programs that fetch a page to show it beside a link that somebody sent or posted.
PREVIEWS = re.compile(
    r"^WhatsApp/|facebookexternalhit|meta-externalhit|facebookcatalog|Facebot"
    r"|Slackbot|Slack-ImgProxy|Twitterbot|LinkedInBot|Discordbot|TelegramBot"
    r"|thirdLandingPageFeInfra|Cardyb|Bluesky/|SkypeUriPreview|Snap ?URL ?Preview|Snapchat-Preview"
    r"|^Viber|SteamChatURLLookup|Iframely|OpenGraph|redditbot|^Pinterest/|Pinterestbot|Embedly"
    r"|Mastodon/|Pleroma|Misskey/|Friendica|Lemmy/|gotosocial|Synapse|Signal-Android|vkShare"
    r"|Kakaotalk-?scrap|LINE-?Poker|Zoombot|MicrosoftPreview|SkypeSpaces|Teams ?Preview"
    r"|BitlyBot|kakaostory|Yahoo Link Preview|Google-PageRenderer|^Notion/|^Tumblr/"
    r"|LinkUnfurler|link ?preview|page-?preview",
    re.IGNORECASE,
)
# Programs that follow links of mails to see whether they harm.
SCANNERS = re.compile(
    r"BingPreview|Safe ?Links|Proofpoint|Mimecast|Barracuda|IronPort|FireEye|Trellix|Trend ?Micro"
    r"|Symantec|MessageLabs|Forcepoint|Zscaler|Sophos|Bitdefender|Kaspersky|\bESET\b|McAfee"
    r"|Google-Safety|GoogleImageProxy|YahooMailProxy|Vade ?Secure|Hornetsecurity|urlscan"
    r"|VirusTotal|PhishTank|TwinWave|OpenPhish|abuse\.|URL ?Scanner|WebsiteScan|malware",
    re.IGNORECASE,
)
# Browsers inside of what people have on their phones, whatever else stands in them.
IN_APP = re.compile(
    r"^Mozilla/5\.0 \((?:iPhone|iPad|iPod|Linux; (?:U; )?Android)[^)]*\)"
    r"(?!.*(?:compatible|https?:))"
    r".*(?:Instagram \d|FBAN/|FB_IAB/|FBAV/|MetaIAB|musical_ly|BytedanceWebview|trill_|TikTok"
    r"|LinkedInApp|Snapchat/| GSA/|Pinterest/(?:iOS|Android)|Twitter for iPhone|Line/\d"
    r"|MicroMessenger/)"
)
# A maker of phones, which is no bot.
CUBOT = re.compile(r"\bCUBOT\b", re.IGNORECASE)
# How browsers begin, those of old phones and of terminals among them.
BROWSERS = re.compile(
    r"Mozilla/[45]\.0 \(|Opera/\d|UCWEB/|Nokia|BlackBerry|SAMSUNG-|SonyEricsson|LG-|Dolfin"
    r"|Lynx/|Links \(|ELinks|w3m/|NetSurf/|Dillo/"
)
SITE = re.compile(
    r"https?:|\bwww\.|\w@\w|\[at\]|\b[a-z0-9-]+\.(?:com|org|net|io|ai|app|dev)\b", re.IGNORECASE
)
# `compatible` is what programs write; of browsers only these still do.
COMPATIBLE = re.compile(r"\(compatible;(?! ?(?:MSIE|Konqueror|Trident))|; ?compatible[;)]")
PROGRAMS = re.compile(
    r"bot\b|crawl|spider|scrap(?:e|ing|y)|scan(?:ner|ning)?\b|scan/|monitor|synthetic|headless"
    r"|phantom|playwright|puppeteer|selenium|webdriver|lighthouse|screenshot|archiv|harvest"
    r"|\bagent\b|-agent|agent/|checker|checkly|\bcheck\b|verif|preview|prefetch proxy|uptime"
    r"|validator|parser|fetch|probe|research|\btest\b|TestLocally|security|watcher"
    r"|HttpAgent|HTTPClient|feed\b|\bapi\b|analy[sz]er",
    re.IGNORECASE,
)


def of_agent(agent: str) -> tuple[Agent, str] | None:
    """Return what the agent says, with a reason in one word; None where these words know nothing.

    `PERSON` is answered only where another list must not be asked: it would be wrong.
    """
    if not agent.strip():
        return Agent.BOT, "no_agent"
    if PREVIEWS.search(agent) and not IN_APP.search(agent):
        return Agent.PREVIEW, "preview"
    if SCANNERS.search(agent):
        return Agent.SCANNER, "scanner"
    if IN_APP.search(agent):
        return Agent.PERSON, "in_app"
    plain = CUBOT.sub("", agent)
    if not BROWSERS.match(plain):
        return Agent.BOT, "no_browser"
    if SITE.search(plain) or COMPATIBLE.search(plain):
        return Agent.BOT, "says_so"
    if PROGRAMS.search(plain):
        return Agent.BOT, "program"
    return None
