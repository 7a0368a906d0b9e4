"""Where contests, entries and what follows are kept, over `shared.documents`."""
