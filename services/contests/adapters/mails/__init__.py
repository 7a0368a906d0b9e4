"""Mails in words: Jinja2 templates in French and English, each written once, sent as text and HTML.

A template holds named blocks of plain text (`subject`, `body`, `action`, `note`, `why`, `stop`);
the two layouts put the same blocks into text and into HTML, so that both always say the same.
"""

from services.contests.adapters.mails.letters import JinjaLetters

__all__ = ["JinjaLetters"]
