"""Events in, figures out: they translate and never decide."""
