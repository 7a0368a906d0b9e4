"""Static files under names that hold their hash, compressed, cached for ever (WhiteNoise)."""

import hashlib
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from flask import Flask, url_for
from whitenoise import WhiteNoise  # type: ignore[import-untyped]
from whitenoise.compress import Compressor  # type: ignore[import-untyped]

PREFIX = "static"


def install(app: Flask, folders: Iterable[Path]) -> None:
    """Serve the files of `folders` in front of `app`; templates name them by `asset('x.css')`.

    Raise `ValueError` for a name that two folders have.
    """
    folder = tempfile.TemporaryDirectory(prefix="kermesse-static-")
    names = _copy_hashed(folders, Path(folder.name))
    noise = WhiteNoise(
        app.wsgi_app,
        root=folder.name,
        prefix=PREFIX,
        immutable_file_test=lambda _p, _u: True,
        add_headers_function=_headers,
    )
    # Kept alive with the application: the folder goes when it does.
    app.extensions["kermesse-static"] = folder
    app.wsgi_app = noise  # type: ignore[method-assign]
    app.jinja_env.globals["asset"] = _finder(names)


def _copy_hashed(folders: Iterable[Path], target: Path) -> dict[str, str]:
    names: dict[str, str] = {}
    for path in sorted(path for folder in folders for path in folder.iterdir()):
        if path.name in names:
            raise ValueError(f"two static files are called {path.name}")
        data = path.read_bytes()
        name = f"{path.stem}.{hashlib.sha256(data).hexdigest()[:10]}{path.suffix}"
        (target / name).write_bytes(data)
        names[path.name] = name
    compressor = Compressor(use_brotli=False, quiet=True)
    for name in list(names.values()):
        compressor.compress(str(target / name))
    return names


def _finder(names: dict[str, str]) -> Callable[[str], str]:
    def asset(name: str) -> str:
        return f"{url_for('root').rstrip('/')}/{PREFIX}/{names[name]}"

    return asset


def _headers(headers: Any, _path: str, _url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"
