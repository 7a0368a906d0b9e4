"""What stands in for the outside on one machine: a mail catcher, a test beacon, payments."""
