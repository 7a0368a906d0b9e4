"""A contest from its form to the verified draw, and a workspace that looks lived in."""
