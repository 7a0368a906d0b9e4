"""The process: `python -m stack.standins`, its ports and its folder in the environment."""

import logging
import os
import signal
import sys
import threading
from pathlib import Path
from types import FrameType

from werkzeug.serving import WSGIRequestHandler, make_server

from shared.clock import SystemClock
from shared.ids import RandomIds
from shared.settings import exit_on_setting_error, load
from stack.beacon import TestBeacon
from stack.ports import HOST
from stack.settings import StandinsSettings
from stack.standins.mail_folder import MailFolder
from stack.standins.pages import make_pages
from stack.standins.payments import make_payments
from stack.standins.smtp import run_in_thread


class _Quiet(WSGIRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Log errors alone: those who wait for a mail ask thousands of times."""


def _leave(sign: int, frame: FrameType | None) -> None:
    sys.exit(0)


def main() -> None:
    """Listen until SIGTERM."""
    with exit_on_setting_error():
        settings = load(StandinsSettings, os.environ)
    logging.getLogger("mail.log").setLevel(logging.ERROR)
    folder = MailFolder(Path(settings.mail_folder))
    run_in_thread(folder, settings.smtp_port)
    book = Path(settings.mail_folder).parent / "payments.sqlite"
    payments = make_payments(str(book), SystemClock(), RandomIds())
    if settings.notices:
        payments.tells(settings.notices, settings.platform_secret, settings.connect_secret)
    threading.Thread(target=payments.deliveries.run, name="webhooks", daemon=True).start()
    pages = make_pages(folder, TestBeacon(SystemClock()), payments.app)
    server = make_server(HOST, settings.port, pages, threaded=True, request_handler=_Quiet)
    signal.signal(signal.SIGTERM, _leave)
    server.serve_forever()


if __name__ == "__main__":
    main()
