"""Small programs for the supervisor's tests."""

import sys
from pathlib import Path

from stack.ports import choose_free
from stack.supervisor import Program

SERVE = """
import http.server, os, pathlib, signal, subprocess, sys
class Ready(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200); self.end_headers(); self.wfile.write(b"ok")
    def log_message(self, *a): pass
port, notes, kind = int(sys.argv[1]), pathlib.Path(sys.argv[2]), sys.argv[3]
if kind == "deaf":
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
if kind == "parent":
    grandchild = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    (notes / "grandchild").write_text(str(grandchild.pid))
with (notes / "started").open("a") as handle:
    handle.write(f"{os.getpid()}\\n")
http.server.HTTPServer(("127.0.0.1", port), Ready).serve_forever()
"""


def server(name: str, notes: Path, kind: str = "plain") -> Program:
    """Return a program that answers 200 and writes its process id to `notes/started`."""
    (port,) = choose_free(1)
    command = (sys.executable, "-c", SERVE, str(port), str(notes), kind)
    return Program(name, command, {}, f"http://127.0.0.1:{port}/readyz")


def ends(name: str, code: int, words: str) -> Program:
    """Return a program that says `words` and ends with `code`."""
    script = f"import sys; print({words!r}); sys.exit({code})"
    return Program(name, (sys.executable, "-c", script), {}, "http://127.0.0.1:9/readyz")


def started(notes: Path) -> list[int]:
    """Return the process ids of the runs so far."""
    path = notes / "started"
    return [int(line) for line in path.read_text().splitlines()] if path.exists() else []
