"""The addresses of pages that mails lead to; every one of them only shows, its button acts."""

from urllib.parse import urlsplit

from shared.forms.field import LANGUAGES


def portal_entrance(home: str, language: str, workspace: str, token: str) -> str:
    """Return the page that lets a partner in; `home` has no slash at its end."""
    spoken = language if language in LANGUAGES else "en"
    return "/".join((home.rstrip("/"), spoken, "w", workspace, "portal", "link", token))


def host_of(home: str) -> str:
    """Return the host of our own pages, for Message-IDs."""
    return urlsplit(home).hostname or "localhost"
