"""Traces in the documents of orders and leads."""

from collections.abc import Mapping
from typing import Any

from services.influencers.domain.attribution.traces import Traces
from services.influencers.domain.code import BadCode, code_id
from shared.documents import Document
from shared.documents.members import known_members, members_of
from shared.ids import canonical_key


def traces_document(traces: Traces) -> Document:
    """Return what a document holds of them."""
    return members_of(traces) | {"buyer_keys": list(traces.buyer_keys)}


def traces_of(document: Mapping[str, Any]) -> Traces:
    """Return the traces of a document; the buyer's keys may be gone."""
    keys = tuple(document.get("buyer_keys", ()))
    return Traces(**known_members(Traces, document) | {"buyer_keys": keys})


def link_of_traces(traces: Traces) -> str:
    """Return the key of the link that was named, by which what it brought is counted, or ""."""
    return canonical_key(traces.link) if traces.link else ""


def code_of_traces(workspace: str, traces: Traces) -> str:
    """Return the id of the code that was named, by which uses are counted, "" without one."""
    try:
        return code_id(workspace, traces.code)
    except BadCode:
        return ""
