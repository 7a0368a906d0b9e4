"""What is counted, and the generations that hold it: pure Python."""
