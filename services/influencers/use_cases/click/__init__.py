"""Clicks: judged, counted, read, forgotten."""
