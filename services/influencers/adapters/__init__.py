"""What is outside: lists of others."""
