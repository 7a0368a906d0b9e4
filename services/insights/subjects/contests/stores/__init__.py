"""The collection of contests."""
