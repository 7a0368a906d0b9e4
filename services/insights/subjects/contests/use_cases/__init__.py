"""The verbs of this subject."""
