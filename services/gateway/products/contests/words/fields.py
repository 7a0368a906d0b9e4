"""Names of what pages of contests ask besides the declared forms: the acts of a team."""

from collections.abc import Mapping

from services.gateway.kit.sentences import N_

FIELDS: Mapping[str, str] = {
    "reason": N_("Reason"),
    "note": N_("Note"),
    "field": N_("What changes"),
    "after": N_("New value"),
    "signature": N_("Signature of the round"),
    "code": N_("Code"),
    "evidence": N_("Evidence"),
    "evidence_hash": N_("Hash of the evidence"),
    "source": N_("Comes from"),
}
