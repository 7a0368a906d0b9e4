"""What is kept of a partner, for that partner: read, put right, taken out, erased."""

from typing import Any

from flask_smorest import Blueprint

from services.influencers.domain.partner import OwnForm, Partner
from services.influencers.entrypoints.own import own
from services.influencers.entrypoints.schemas.person import PartnerDataSchema
from services.influencers.entrypoints.schemas.portal import OwnBody, OwnSchema
from services.influencers.entrypoints.taken import taken_view
from services.influencers.manifest import OWN_PORTAL
from services.influencers.use_cases.context import Context
from services.influencers.use_cases.partner.own import correct_own, erase_own, take_own
from shared.webapp import IF_MATCH, etag_of, expected_version, requires

Headers = dict[str, str]


def own_data_blueprint(context: Context) -> Blueprint:
    """Return the routes of a partner about their own data."""
    routes = Blueprint("own_data", __name__, description="A partner's own data")

    @routes.get("/me")
    @requires(OWN_PORTAL)
    @routes.response(200, OwnSchema)
    def read() -> tuple[Partner, Headers]:
        """What is kept of them."""
        whose = own(context)
        return _tagged(context.stores.partners.get(whose["workspace"], whose["partner"]))

    @routes.patch("/me")
    @requires(OWN_PORTAL)
    @routes.doc(parameters=[IF_MATCH])
    @routes.arguments(OwnBody)
    @routes.response(200, OwnSchema)
    def correct(body: dict[str, Any]) -> tuple[Partner, Headers]:
        """Put right what is theirs to say."""
        version, form = expected_version(), OwnForm(**body)
        return _tagged(correct_own(context, **own(context), version=version, form=form))

    @routes.post("/me/export")
    @requires(OWN_PORTAL)
    @routes.response(200, PartnerDataSchema)
    def export() -> dict[str, Any]:
        """All that is kept of them, whole; noted before it answers."""
        return taken_view(context, take_own(context, **own(context)))

    @routes.post("/me/erase")
    @requires(OWN_PORTAL)
    @routes.response(204)
    def erase() -> None:
        """Erase all that names them; they are let in no more. Noted first."""
        erase_own(context, **own(context))

    return routes


def _tagged(partner: Partner) -> tuple[Partner, Headers]:
    return partner, {"ETag": etag_of(partner.version)}
