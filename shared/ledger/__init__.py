"""What is owed to somebody: entries that are only ever added, whose sums are the balances.

`entries` says what is written down, `ledger` reads one subject's (a commission, an order) from its
entries alone, `balance` adds many up and says what a payout may take, `splitting` shares a sum out
to the cent. Amounts are whole minor units of one currency; nothing here knows a database or a time.
"""

from shared.ledger.balance import Balance, Due, due_now
from shared.ledger.entries import Entry, EntryKind
from shared.ledger.ledger import Ledger, Standing
from shared.ledger.splitting import shared_out, split

__all__ = [
    "Balance",
    "Due",
    "Entry",
    "EntryKind",
    "Ledger",
    "Standing",
    "due_now",
    "shared_out",
    "split",
]
