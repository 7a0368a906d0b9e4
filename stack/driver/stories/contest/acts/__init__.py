"""The acts of the demo's story, each a function of the scene."""
