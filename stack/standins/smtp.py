"""An SMTP server that delivers nothing and keeps everything."""

import asyncio
import logging
import threading

from aiosmtpd.smtp import SMTP, Envelope, Session

from stack.ports import HOST
from stack.standins.mail_folder import MailFolder

LARGEST = 10_000_000
log = logging.getLogger(__name__)


class Catcher:
    """aiosmtpd's handler: stores each mail before it says 250."""

    def __init__(self, folder: MailFolder) -> None:
        self._folder = folder

    async def handle_DATA(  # noqa: N802 - the name that aiosmtpd calls
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        """Store the mail; where the disk has no room, ask for it again later."""
        content = envelope.content
        assert isinstance(content, bytes)
        try:
            self._folder.store(envelope.mail_from or "", list(envelope.rcpt_tos), content)
        except OSError as error:
            log.error("mail_not_kept: %s", error)
            return "452 4.3.1 No room for this mail now, try again later"
        return "250 Kept"


async def listen(folder: MailFolder, port: int) -> asyncio.Server:
    """Listen on `port` in the running loop."""
    catcher = Catcher(folder)
    return await asyncio.get_running_loop().create_server(
        lambda: SMTP(catcher, hostname="localhost", data_size_limit=LARGEST, enable_SMTPUTF8=True),
        host=HOST,
        port=port,
    )


def run_in_thread(folder: MailFolder, port: int) -> None:
    """Listen on `port` in a thread that ends with the process; return once it listens.

    Raises `OSError` when the port cannot be had.
    """
    loop = asyncio.new_event_loop()
    server = loop.run_until_complete(listen(folder, port))
    thread = threading.Thread(target=loop.run_forever, name="smtp", daemon=True)
    thread.server = server  # type: ignore[attr-defined] # keeps the server as long as its thread
    thread.start()
