"""What every story stands on: a browser, pages, a mailbox, a crowd, a journal; no product."""
