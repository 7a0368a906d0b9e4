"""What the API reads and shows: strict on writing, stable on reading."""
