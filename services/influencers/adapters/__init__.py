"""What is outside: lists of others, who moves money."""
