"""Dates, durations and amounts as people of each language write them: pages and mails alike.

`language` is `fr` or `en`; any other is written in English. Instants are aware datetimes, zones
IANA names, durations seconds, amounts minor units. A number never stands at the end of a line
without its unit.
"""

from shared.words.instants import (
    ago_text,
    date_text,
    day_text,
    hour_text,
    moment_text,
    month_text,
    offset_text,
    short_text,
    zone_text,
)
from shared.words.quantities import (
    UNITS,
    amount_text,
    duration_text,
    major_units,
    number_text,
    percent_text,
    split_duration,
)
from shared.words.quoting import inside_quotes, quoted
from shared.words.spacing import NO_BREAK, french_spacing

__all__ = [
    "NO_BREAK",
    "UNITS",
    "ago_text",
    "amount_text",
    "date_text",
    "day_text",
    "duration_text",
    "french_spacing",
    "hour_text",
    "inside_quotes",
    "major_units",
    "moment_text",
    "month_text",
    "number_text",
    "offset_text",
    "percent_text",
    "quoted",
    "short_text",
    "split_duration",
    "zone_text",
]
