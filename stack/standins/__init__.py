"""What stands in for the outside on one machine: a mail catcher and a test beacon."""
