"""What the audience reads when there is nothing behind an address, or a service is away."""

from flask import render_template
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from services.gateway.kit.errors import error_page
from services.gateway.kit.problems import ServiceProblem
from services.gateway.products.contests.public.blueprint import public


@public.errorhandler(NotFound)
def nothing_here(_error: NotFound) -> ResponseReturnValue:
    """Answer the same for an unknown workspace, contest or link."""
    return render_template("contests/public/nothing.html"), 404


@public.errorhandler(ServiceProblem)
def refused(problem: ServiceProblem) -> ResponseReturnValue:
    """Answer what a view did not expect."""
    nothing = render_template("contests/public/nothing.html")
    if problem.status in (400, 404, 410, 414, 422):
        return nothing, 410 if problem.status == 410 else 404
    status = 503 if problem.status in (502, 503, 504) else problem.status
    return error_page(status, retry_after=problem.retry_after)
