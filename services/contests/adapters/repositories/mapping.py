"""Between the domain's objects and documents. A field that is None is absent from its document."""

from collections.abc import Mapping
from typing import Any

from services.contests.domain.contest import Contest, Secrets, State
from services.contests.domain.entry import (
    Consent,
    Entry,
    EntryState,
    Exclusion,
    ExclusionReason,
    Person,
    Refusal,
)
from shared.documents import Document

_CONTEST_FIELDS = tuple(
    name for name in Contest.__dataclass_fields__ if name not in ("id", "state", "secrets")
)
_ENTRY_FIELDS = tuple(
    name
    for name in Entry.__dataclass_fields__
    if name not in ("id", "state", "person", "consents", "excluded")
)


def contest_document(contest: Contest) -> Document:
    """Return the document of a contest."""
    document = {name: getattr(contest, name) for name in _CONTEST_FIELDS}
    document |= {
        "_id": contest.id,
        "state": contest.state.value,
        "amendments": [dict(amendment) for amendment in contest.amendments],
        "secrets": {
            "receipt_key": contest.secrets.receipt_key,
            "address_key": contest.secrets.address_key,
        },
    }
    return _kept(document)


def contest_of(document: Mapping[str, Any]) -> Contest:
    """Return the contest of a document."""
    known = {name: document[name] for name in _CONTEST_FIELDS if name in document}
    known |= {
        "id": document["_id"],
        "state": State(document["state"]),
        "amendments": tuple(document["amendments"]),
        "secrets": Secrets(**document["secrets"]),
    }
    return Contest(**known)


def entry_document(entry: Entry) -> Document:
    """Return the document of an entry; `reason` is its exclusion's, or ""."""
    document = {name: getattr(entry, name) for name in _ENTRY_FIELDS}
    document |= {
        "_id": entry.id,
        "state": entry.state.value,
        "reason": entry.reason,
        "person": {"email": entry.person.email, "first_name": entry.person.first_name},
        "consents": consent_documents(entry.consents),
        "excluded": exclusion_document(entry.excluded) if entry.excluded else None,
    }
    return _kept(document)


def entry_of(document: Mapping[str, Any]) -> Entry:
    """Return the entry of a document."""
    known = {name: document[name] for name in _ENTRY_FIELDS if name in document}
    known |= {
        "id": document["_id"],
        "state": EntryState(document["state"]),
        "person": Person(**document["person"]),
        "consents": tuple(Consent(**consent) for consent in document["consents"]),
        "excluded": _exclusion_of(document.get("excluded")),
    }
    return Entry(**known)


def consent_documents(consents: tuple[Consent, ...]) -> list[Document]:
    """Return consents as an entry's document holds them."""
    names = tuple(Consent.__dataclass_fields__)
    return [_kept({name: getattr(consent, name) for name in names}) for consent in consents]


def exclusion_document(exclusion: Exclusion) -> Document:
    """Return an exclusion as an entry's document holds it."""
    return {
        "reason": exclusion.reason.value,
        "by": exclusion.by,
        "at": exclusion.at,
        "note": exclusion.note,
    }


def refusal_document(refusal: Refusal) -> Document:
    """Return the document of a refusal."""
    return {
        "_id": refusal.id,
        "workspace_id": refusal.workspace_id,
        "contest_id": refusal.contest_id,
        "source": refusal.source,
        "reason": refusal.reason.value,
        "at": refusal.at,
    }


def _exclusion_of(document: Mapping[str, Any] | None) -> Exclusion | None:
    if document is None:
        return None
    return Exclusion(**{**document, "reason": ExclusionReason(document["reason"])})


def _kept(document: Document) -> Document:
    return {name: value for name, value in document.items() if value is not None}
