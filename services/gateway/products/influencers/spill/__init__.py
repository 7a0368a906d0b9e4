"""Clicks on their way to the bus: appended to files before they are answered, shipped from them.

Each web process appends to files of its own; one shipper on a machine reads all of them. Nothing
is flushed to the disk by force: what a process wrote outlives it in the system's memory, however it
ends (`kill -9`), and only the machine's own end may take it.

A file is locked by whoever writes it. It is made under another name and locked before it gets its
own, so that nobody takes it for one that was left.
"""

FOLDER = "redirect"
