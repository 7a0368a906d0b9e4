"""How a web process reads requests and writes answers without a thread that waits for a client.

`docs/decisions/0007-slow-clients.md` tells why, and what else was tried.
"""

from shared.webapp.gathering.worker import GatheringWorker

__all__ = ["GatheringWorker"]
