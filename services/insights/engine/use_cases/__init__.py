"""The verbs of the engine."""
