"""The closed set of filters, updates and values: anything else raises `UnsupportedForm`.

Both adapters check here before anything reaches a server. This keeps them alike, and it is the
wall against operators that come from outside.
"""

from shared.documents.shapes.filters import (
    check_fields,
    check_sort,
    check_where,
    check_where_upsert,
)
from shared.documents.shapes.updates import check_update
from shared.documents.shapes.values import check_document, check_text, check_value

__all__ = [
    "check_document",
    "check_fields",
    "check_sort",
    "check_text",
    "check_update",
    "check_value",
    "check_where",
    "check_where_upsert",
]
