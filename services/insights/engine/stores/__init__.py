"""The collections of the engine: those of a generation, and what outlives generations."""
