"""Tracked links and clicks, as the gateway knows them: pure Python."""
