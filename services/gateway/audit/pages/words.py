"""What was done, in words."""

from services.gateway.kit.i18n import gettext
from services.gateway.kit.sentences import N_
from shared.tables import Tool

ACTS = {
    "read.people": N_("saw a page of people"),
    "read.person": N_("saw one person"),
    "read.search": N_("searched for somebody"),
    "read.winners": N_("saw winners by name and address"),
    "read.export": N_("asked for an export of people"),
    "read.download": N_("fetched an export of people"),
    "read.taken": N_("took out all of one address, for its owner"),
    "read.erased": N_("erased all of one address"),
    "changed.open": N_("published a contest"),
    "changed.amend": N_("amended a contest"),
    "changed.cancel": N_("called a contest off"),
    "changed.delete": N_("decided to delete a draft"),
    "changed.save": N_("changed the page of a published contest"),
    "changed.correct_first_name": N_("put a first name right"),
    "changed.correct_country": N_("put a country right"),
    "changed.exclude": N_("excluded an entry"),
    "changed.reinstate": N_("took an entry in again"),
    "changed.verify": N_("noted that a winner may have the prize"),
    "changed.fulfil": N_("noted that a prize was handed over"),
    "changed.send": N_("noted how a prize goes to its winner"),
    "changed.give_code": N_("gave a winner a code"),
    "changed.skip": N_("proposed or confirmed that a winner is skipped"),
    "changed.propose_skip": N_("proposed that a winner is skipped"),
    "changed.replace_skip": N_("replaced a proposal to skip a winner"),
    "changed.approve_skip": N_("approved that a winner is skipped"),
    "changed.propose_told": N_("noted that a winner was told"),
    "changed.replace_told": N_("replaced a note that a winner was told"),
    "changed.approve_told": N_("confirmed that a winner was told"),
    "changed.keep": N_("took the skip of a winner back"),
    "changed.letter": N_("wrote to a winner, or to all"),
    "changed.tell": N_("noted or confirmed that a winner was told"),
    "read.partners": N_("saw a page of partners"),
    "read.partner": N_("saw one partner"),
    "changed.program_open": N_("opened a partner program"),
    "changed.program_pause": N_("paused a partner program"),
    "changed.program_resume": N_("opened a paused partner program again"),
    "changed.program_end": N_("ended a partner program"),
    "changed.partner_enter": N_("entered a partner"),
    "changed.partner_save": N_("corrected what is known of a partner"),
    "changed.enrollment_invite": N_("asked a partner into a program"),
    "changed.enrollment_approve": N_("took a partner into a program"),
    "changed.enrollment_reject": N_("refused a partner who applied"),
    "changed.enrollment_deactivate": N_("ended a partnership for now"),
    "changed.enrollment_reactivate": N_("took a partner in again"),
    "changed.enrollment_ban": N_("ended a partnership for good"),
    "read.paid": N_("fetched a file for the bank that names partners"),
    "changed.payout_propose": N_("proposed a payout"),
    "changed.payout_confirm": N_("approved a payout"),
    "changed.payout_decline": N_("turned a payout down"),
    "changed.payout_export": N_("wrote a payout into a file for the bank"),
    "changed.payout_note_paid": N_("noted that a payout was paid"),
    "changed.payout_note_returned": N_("noted that the money of a payout came back"),
    "changed.payout_confirm_returned": N_("confirmed that the money of a payout came back"),
    "changed.payout_dismiss_returned": N_("noted that the money of a payout did not come back"),
    "changed.account_save": N_("changed the account to which a partner is paid"),
    "changed.account_confirm": N_("confirmed the account to which a partner is paid"),
    "changed.payer_save": N_("changed the account that payouts are paid from"),
    "changed.link_make": N_("made a link"),
    "changed.link_edit": N_("edited a link"),
    "changed.link_disable": N_("disabled a link"),
    "changed.link_enable": N_("enabled a link again"),
    "changed.link_hosts_save": N_("changed the sites that links may lead to"),
    "changed.code_make": N_("made a discount code"),
    "changed.code_disable": N_("disabled a discount code"),
    "changed.code_enable": N_("enabled a discount code again"),
    "changed.shop_secret_make": N_("made a secret for the shop"),
    "changed.attribution_decide": N_("decided anew who brought an order or a lead"),
    "changed.commission_hold": N_("kept a commission back"),
    "changed.commission_release": N_("let a commission go"),
    "audit.export": N_("exported this log"),
}

# What each column is called where a program reads it, which never changes, and where people do.
HEADS = {
    "number": N_("In the chain"),
    "at": N_("When"),
    "account": N_("Account"),
    "act": N_("Act"),
    "contest": N_("Contest"),
    "refs": N_("References"),
    "searched": N_("Searched, keyed hash"),
    "export": N_("Export"),
    "event": N_("Event"),
    "before": N_("Hash of the entry before"),
    "hash": N_("Hash"),
    "program": N_("Program"),
}


def heads(tool: Tool) -> list[str]:
    """Return the heads of the log as a table: in the page's language for Excel, else slugs."""
    return [gettext(head) for head in HEADS.values()] if tool is Tool.EXCEL else list(HEADS)


def act_words(act: str) -> str:
    """Return what an act was; one of later code by its own name."""
    return gettext(ACTS[act]) if act in ACTS else act
