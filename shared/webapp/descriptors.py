"""How many connections a web process may hold, by the descriptors that the system allows it."""

import resource
from contextlib import suppress

MOST_CONNECTIONS = 4096
# A connection, and the file that a body or an answer waits in.
_EACH = 2
# Database, log, figures, libraries; half where there is little.
_OTHERS = 256


def connections_allowed() -> int:
    """Raise the process's own limit of open files as far as is needed and allowed.

    Return how many connections that is enough for, 4,096 at most. Systems often begin with 1,024
    files, or with 256, and allow many more to whoever asks.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST_CONNECTIONS * _EACH + _OTHERS
    if hard != resource.RLIM_INFINITY:
        wanted = min(wanted, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        # Some systems allow less than they say.
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
            soft = wanted
    if soft == resource.RLIM_INFINITY:
        return MOST_CONNECTIONS
    return min((soft - min(_OTHERS, soft // 2)) // _EACH, MOST_CONNECTIONS)
