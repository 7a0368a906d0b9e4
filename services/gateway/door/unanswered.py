"""A service that does not answer costs nobody what they typed."""

from flask import Flask, g, redirect, render_template, request
from flask.typing import ResponseReturnValue

from services.gateway.door.sessions import keep_form, put_back
from services.gateway.kit.errors import error_page, problem_document, wants_document
from services.gateway.kit.formats import window_text
from services.gateway.kit.i18n import gettext
from services.gateway.kit.problems import ServiceProblem

FAULT = 500
NO_ANSWER = 503
RETRY_AFTER = 30


def install(app: Flask) -> None:
    """Answer so wherever a view does not itself."""
    app.register_error_handler(ServiceProblem, unanswered)


def unanswered(problem: ServiceProblem) -> ResponseReturnValue:
    """Keep the form and lead back to its page, which shows it as soon as the service answers."""
    if wants_document():
        return problem_document(problem)
    if problem.status < FAULT:
        return error_page(problem.status, retry_after=problem.retry_after)
    if request.method == "POST" and keep_form():
        return redirect(request.path, 303)
    if put_back():
        return _kept(problem.retry_after)
    status = NO_ANSWER if problem.status > FAULT else FAULT
    return error_page(status, retry_after=problem.retry_after)


def _kept(retry_after: int | None) -> ResponseReturnValue:
    page = render_template(
        "errors/kept.html",
        status=NO_ANSWER,
        error_title=gettext("The service does not answer right now"),
        error_text=gettext(
            "What you typed is kept for two hours: this page shows it again when the service "
            "answers."
        ),
        later=window_text(retry_after) if retry_after else "",
        request_id=g.get("request_id", ""),
        again=request.full_path.rstrip("?"),
    )
    return page, NO_ANSWER, {"Retry-After": str(retry_after or RETRY_AFTER)}
