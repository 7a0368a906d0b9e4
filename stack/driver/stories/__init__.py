"""The stories, a folder for each product; none knows another."""
