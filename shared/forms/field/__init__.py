"""The fields of a form, as its domain declares and reads them: pure Python.

    @dataclass(frozen=True, kw_only=True)
    class Prize:
        name: str = asks(Kind.TEXT, both("Lot", "Prize"), required=True, maximum=200)
        count: int = asks(Kind.WHOLE, both("Nombre exact", "Exact number"), minimum=1)

A draft is a mapping of checked JSON values; the class exists once all that is required is there
(`filled`).
"""

from shared.forms.field.checking import faults_of
from shared.forms.field.declaring import (
    LANGUAGES,
    Choice,
    Field,
    Kind,
    Texts,
    When,
    asks,
    both,
    fields_of,
)
from shared.forms.field.values import (
    asked,
    defaults_of,
    filled,
    given,
    missing_of,
    put_at,
    value_at,
)

__all__ = [
    "LANGUAGES",
    "Choice",
    "Field",
    "Kind",
    "Texts",
    "When",
    "asked",
    "asks",
    "both",
    "defaults_of",
    "faults_of",
    "fields_of",
    "filled",
    "given",
    "missing_of",
    "put_at",
    "value_at",
]
