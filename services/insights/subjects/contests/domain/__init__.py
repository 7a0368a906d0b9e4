"""What insights know of contests and entries: pure Python."""
