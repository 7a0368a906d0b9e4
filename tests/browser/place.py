"""Where the stack of the browser tests is, and who may sign in."""

from dataclasses import dataclass

from tests.harness.beacon import HeldBeacon

PASSWORD = "une phrase assez longue"


@dataclass(frozen=True)
class Place:
    """Addresses of the pages and of the mail catcher, and the beacon that draws wait for.

    `dates` is the format in which the browser's fields of dates take figures.
    """

    pages: str
    mails: str
    beacon: HeldBeacon
    dates: str

    @staticmethod
    def workspace(language: str) -> str:
        """Return the short name of the team that works in this language."""
        return f"maison-lumen-{language}"

    @staticmethod
    def account(language: str) -> str:
        """Return the address that signs in to it."""
        return f"claire.{language}@maison-lumen.example.org"

    def contest(self, language: str, slug: str) -> str:
        """Return the public page of a contest of that team, in that language."""
        return f"{self.pages}/{language}/w/{self.workspace(language)}/c/{slug}"
