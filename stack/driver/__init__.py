"""Drives Kermesse as its users do: pages, forms and the links of mails, nothing behind them.

`kit` knows what every user has (a browser, a mailbox) and no product; each folder of `stories`
plays what people do with one product. This package imports no service and nothing shared
(import-linter holds it), so that what it counts is an independent account of what the pages said.
"""
