"""Who was in the recorded teams, and what a manager typed while their session ended."""

from tests.kept.recorded import Cut

PASSWORD = "correct horse battery"
TEAM = {f"{role}@lumen.example": role for role in ("owner", "manager", "moderator", "analyst")}
OTHERS = (("atelier-nord", "Atelier Nord", {"owner@nord.example": "owner"}),)
DRAFT = "draft that lacks nothing"
TYPED = {"version": "2", "settings.organiser.name": "Maison Lumen & filles", "slug": "le-jeu"}


def edit_page(cut: Cut) -> str:
    """Return the address of the form of the cut's draft."""
    (contest,) = cut.of("contests", "contests")
    return f"/fr/contests/{contest}/edit"
