"""From a manifest to processes: what every service's `bootstrap.py` joins its objects with.

`manifest` says what the house may know of a service, `web` and `worker` build its processes,
`house` reads what is known of all of them.
"""
