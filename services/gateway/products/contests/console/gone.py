"""A contest that is not there: a deleted draft, to which going back leads."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from flask import render_template

from services.gateway.kit.problems import ServiceProblem

View = TypeVar("View", bound=Callable[..., Any])
GONE = 404


def says_gone(view: View) -> View:
    """Say of a page's contest that it is not there, and where the others are, in place of a 404."""

    @wraps(view)
    def shown(*args: Any, **kwargs: Any) -> Any:
        try:
            return view(*args, **kwargs)
        except ServiceProblem as problem:
            if problem.status != GONE:
                raise
            return render_template("contests/console/gone.html"), GONE

    return cast("View", shown)
