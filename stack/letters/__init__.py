"""Dead letters at the console: whose they are, what is done with them, how they are told."""
