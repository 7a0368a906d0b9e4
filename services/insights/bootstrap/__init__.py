"""The one place where objects are built and joined.

`stores.py` has what all processes share, `web.py` the web half, `feeding.py` what reads events
for a generation, `work.py` the worker's half, `rebuilding.py` that of a rebuild.
"""
