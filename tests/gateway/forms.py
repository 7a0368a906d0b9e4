"""The form of a contest as a browser sends it, complete."""

EDIT = "/en/contests/c-1/edit"
COMPLETE_FORM = {
    "version": "1",
    "slug": "arles",
    "settings.zone": "Europe/Paris",
    "settings.opens_at": "2026-04-02T09:00",
    "settings.closes_at": "2026-04-29T18:00",
    "settings.draw_at": "",
    "settings.claims_end_at": "",
    "settings.confirm_within.number": "24",
    "settings.confirm_within.unit": "hour",
    "settings.review_within.number": "48",
    "settings.review_within.unit": "hour",
    "settings.answer_within.number": "7",
    "settings.answer_within.unit": "day",
    "settings.mechanic.kind": "draw",
    "settings.alternates": "5",
    "settings.prizes.0.name": "A weekend in Arles",
    "settings.prizes.0.count": "3",
    "settings.prizes.0.value.amount": "650,00 €",
    "settings.prizes.0.value.currency": "EUR",
    "settings.eligibility.minimum_age": "18",
    "settings.eligibility.countries": ["FR", "BE"],
    "settings.organiser.name": "Maison Lumen SAS",
    "settings.data.retention_days": "90",
    "settings.languages": ["fr", "en"],
    "texts.fr.title": "Un week-end à Arles",
    "texts.en.title": "A weekend in Arles",
    # The boxes that the page shows: of those not ticked, a browser sends nothing else.
    "asked": ["settings.eligibility.countries", "settings.data.opt_in", "settings.languages"],
}
