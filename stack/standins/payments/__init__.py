"""The payment stand-in: the calls that are made of Stripe, with a book of its own. No real money.

`book` keeps everything in one file, `acts` is what may happen, `calls` answers as Stripe does,
`faults` goes wrong when it is told to, `deliveries` signs and sends webhooks, `pages` is for
people.
"""

from stack.standins.payments.application import Payments, make_payments

__all__ = ["Payments", "make_payments"]
