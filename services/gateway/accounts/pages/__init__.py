"""The pages of accounts, joined as those of a product are."""

from pathlib import Path

from services.gateway.accounts.domain.account import ACCOUNT_FIELDS
from services.gateway.accounts.pages.sign_in import pages
from services.gateway.kit.product import Product
from services.gateway.kit.sentences import N_, Words

ACCOUNTS = Product(
    name="accounts",
    folder=Path(__file__).parent.parent,
    console=pages,
    words=Words(
        forms=ACCOUNT_FIELDS,
        sentences={
            "sign_in_refused": N_("This address and this password do not belong together."),
        },
    ),
)
