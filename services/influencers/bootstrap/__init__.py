"""The one place where objects are built and joined.

`foundation.py` has what both processes share, `web.py` the web half, `work.py` the worker's.
"""
