"""The addresses of pages that mails lead to; every one of them only shows, its button acts."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from shared.forms.field import LANGUAGES


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses below the public address of the gateway (without a slash at its end)."""

    public_url: str

    @property
    def host(self) -> str:
        """The host of the public address, for Message-IDs."""
        return urlsplit(self.public_url).hostname or "localhost"

    def rules(self, language: str, workspace: str, slug: str) -> str:
        """The contest's rules."""
        return self._page(language, workspace, "c", slug, "rules")

    def certificate(self, language: str, workspace: str, slug: str) -> str:
        """The page that explains list, seal and certificate."""
        return self._page(language, workspace, "c", slug, "certificate")

    def confirm(self, language: str, workspace: str, token: str) -> str:
        """The page that confirms an entry."""
        return self._page(language, workspace, "confirm", token)

    def entry(self, language: str, workspace: str, token: str) -> str:
        """The person's own entry."""
        return self._page(language, workspace, "entry", token)

    def erase(self, language: str, workspace: str, token: str) -> str:
        """The page that erases the person of an entry."""
        return self._page(language, workspace, "entry", token, "withdraw")

    def unsubscribe(self, language: str, workspace: str, token: str) -> str:
        """The page, and the RFC 8058 address, that stops marketing."""
        return self._page(language, workspace, "entry", token, "unsubscribe")

    def claim(self, language: str, workspace: str, token: str) -> str:
        """The page where a winner answers."""
        return self._page(language, workspace, "claim", token)

    def _page(self, language: str, workspace: str, *path: str) -> str:
        spoken = language if language in LANGUAGES else "en"
        return "/".join((self.public_url.rstrip("/"), spoken, "w", workspace, *path))
