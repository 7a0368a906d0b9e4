"""Complete bodies of the fair's form, any of them."""

from datetime import UTC, datetime
from typing import Any

from hypothesis import strategies as st

from shared.events import instant_text

# Paris and its neighbours change their clocks, Réunion does not, New York does so at other dates.
ZONES = ["Europe/Paris", "Europe/Brussels", "Indian/Reunion", "America/New_York", "UTC"]
LINES = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=9)
SENTENCES = st.lists(LINES, min_size=1, max_size=3).map(" ".join)
PAGES = st.lists(SENTENCES, min_size=1, max_size=3).map("\n".join)
INSTANTS = st.datetimes(datetime(2020, 1, 1), datetime(2100, 1, 1)).map(  # noqa: DTZ001
    lambda naive: instant_text(naive.replace(tzinfo=UTC))
)
MONEY = st.builds(
    lambda amount, currency: {"amount": amount, "currency": currency},
    st.integers(0, 10**12 - 1),
    st.sampled_from(["EUR", "JPY", "TND"]),
)
BOTH = st.fixed_dictionaries({"fr": LINES, "en": LINES})
STALLS = st.fixed_dictionaries(
    {"name": LINES}, optional={"places": st.integers(0, 50), "fee": MONEY, "until": INSTANTS}
)


@st.composite
def bodies(draw: st.DrawFn) -> dict[str, Any]:
    """Return JSON in which every field has a value that its schema takes."""
    kind = draw(st.sampled_from(["fete", "ball"]))
    plan = {
        "about": draw(PAGES),
        "door": {"word": 4 * draw(LINES), "children": draw(st.integers(3, 99))},
        "fee": draw(MONEY),
        "zone": draw(st.sampled_from(ZONES)),
        "opens_at": draw(INSTANTS),
        "within": draw(st.integers(0, 90 * 86400)),
        "kind": kind,
        **({"band": draw(LINES)} if kind == "ball" else {}),
        "games": draw(st.lists(st.sampled_from(["hoop", "pipe"]), unique=True)),
        "home": draw(st.sampled_from(["FR", "BE"])),
        "open_to": draw(st.lists(st.sampled_from(["FR", "BE", "LU"]), unique=True)),
        "languages": draw(st.sampled_from([["fr"], ["en"], ["fr", "en"]])),
        "rain": draw(st.booleans()),
        "motto": draw(BOTH),
        "poster": "f-01",
        "stalls": draw(st.lists(STALLS, max_size=3)),
    }
    titles = {language: {"title": draw(LINES)} for language in ("fr", "en")}
    return {"slug": "fair", "plan": plan, "texts": titles}
