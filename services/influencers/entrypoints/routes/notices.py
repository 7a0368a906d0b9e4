"""What the payment provider tells: verified on the very bytes, kept once, worked on later."""

from flask import Response, request
from flask_smorest import Blueprint

from services.influencers.manifest import TELL_PAYMENTS
from services.influencers.use_cases.context import Context
from services.influencers.use_cases.notice.receive import receive_notice
from shared.webapp import raw_body, requires

SIGNATURE = "Stripe-Signature"


def notices_blueprint(context: Context) -> Blueprint:
    """Return the two addresses that the provider tells: its own things, connected accounts."""
    routes = Blueprint("notices", __name__, description="Notices of the payment provider")

    def kept(*, connect: bool) -> Response:
        signature = request.headers.get(SIGNATURE, "")
        receive_notice(context, request.get_data(cache=False), signature, connect=connect)
        return Response(status=204)

    @routes.post("/notices/payments/platform")
    @raw_body
    @requires(TELL_PAYMENTS)
    @routes.response(204)
    def platform() -> Response:
        """Keep a notice about a transfer."""
        return kept(connect=False)

    @routes.post("/notices/payments/connect")
    @raw_body
    @requires(TELL_PAYMENTS)
    @routes.response(204)
    def connect() -> Response:
        """Keep a notice about a connected account."""
        return kept(connect=True)

    return routes
