"""Statements in words: one sheet, from which page and PDF are drawn alike, and a table as CSV."""
