"""The routes of the API: they translate and never decide."""
