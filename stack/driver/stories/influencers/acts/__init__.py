"""The acts of the story, each a function of the scene."""
