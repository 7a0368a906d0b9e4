"""Drives Kermesse as its users do: pages, forms and the links of mails, nothing behind them.

This package imports no service and nothing shared (import-linter holds it), so that what it
counts is an independent account of what the pages said.
"""
