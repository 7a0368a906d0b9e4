"""Who an account of the team is, for whoever reads what it did: services know its id alone."""

from collections.abc import Iterable

from services.gateway.kit.i18n import gettext
from services.gateway.kit.parts import parts, signed_in
from services.gateway.kit.people import OPERATOR, THE_PERSON


def names_of(accounts: Iterable[str]) -> dict[str, str]:
    """Return how a page names each account of the workspace: its address, or what it is.

    One that is not there any more is a former colleague.
    """
    ids, who = set(accounts), signed_in()
    found = {
        account.id: account.email
        for account in parts().accounts.stores.accounts.of_ids(ids)
        if account.workspace_id == who.workspace_id
    }
    nobody = {OPERATOR: gettext("the operator"), THE_PERSON: gettext("the person themselves")}
    known = {**nobody, **found, who.account_id: gettext("you")}
    return {each: known.get(each) or gettext("a former colleague") for each in ids}
