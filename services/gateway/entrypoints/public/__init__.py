"""What the audience sees: one module a screen, each adds its views to `public`.

Every address begins with `/<lang>/w/<workspace>`; a view receives `workspace` (its id).
"""

from flask import Blueprint

public = Blueprint("public", __name__)
