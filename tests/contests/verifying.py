"""Running the verifier in a test."""

import functools
import io
import json
import tempfile
from pathlib import Path
from typing import Any

from services.contests.domain.draw import canonical
from services.contests.entrypoints import verify as verifier

# Most tests check the same few signatures, each of which takes as long as all the rest.
verifier.beacon_signed = functools.cache(verifier.beacon_signed)
NOT_SEALED = "The calculation is right. Not checked: that this list was published before the draw."


def check(value: Any, seal: str | None = None, **files: Any) -> tuple[int, list[str]]:
    """Verify a certificate (JSON or bytes); return the exit code and the lines printed.

    `files` are JSON contents for `receipt` and `outcome`.
    """
    out = io.StringIO()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "certificate.json")
        path.write_bytes(value if isinstance(value, bytes) else canonical(value))
        paths = {name: str(Path(folder, name)) for name in files}
        for name, content in files.items():
            Path(paths[name]).write_text(json.dumps(content))
        code = verifier.verify(str(path), seal, out=out, **paths)
    return code, out.getvalue().splitlines()


def refused_at(result: tuple[int, list[str]]) -> str | None:
    """Return the step that refused, or None; the exit code and the last two lines must agree."""
    code, lines = result
    if code == 0:
        assert not any(line.startswith("FAILED") for line in lines)
        return None
    step = lines[-2].split()[1]
    assert lines[-2].startswith("FAILED")
    assert (code, lines[-1]) == (1, f"Refused at the step: {step}")
    return step
