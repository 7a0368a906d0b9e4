"""Payouts and accounts in words: states, reasons, what to do about each."""

from collections.abc import Mapping

from services.gateway.kit.i18n import gettext, pgettext
from services.gateway.kit.sentences import N_

SENTENCES: Mapping[str, str] = {
    "account_not_ready": N_(
        "This account takes no money yet. Open the partner's account: it says what is missing."
    ),
    "account_second_person_needed": N_(
        "You gave this account yourself. Somebody else of the team has to confirm it."
    ),
    "led_by_another": N_(
        "Somebody else of the team sent the partner to Stripe. Ask them for the page, or confirm "
        "the account once the partner has told Stripe everything."
    ),
    "nothing_to_confirm": N_("The account was changed in the meantime. Read it again."),
    "second_person_needed": N_(
        "You proposed this payout yourself. Somebody else of the team has to approve it."
    ),
    "lines_second_person_needed": N_(
        "You alone told, decided or let go a line of this payout. Somebody else of the team has to "
        "approve it, or turns it down and proposes another."
    ),
    "return_second_person_needed": N_(
        "You told yourself that the money came back. Somebody else of the team has to confirm it."
    ),
    "still_gathering": N_("The amount is still being added up. Load the page again in a moment."),
    "wrong_payout_state": N_("The payout changed in the meantime. Look at it again."),
    "in_another_file": N_(
        "One of these payouts is in another file for the bank. Tick only those of one file: a "
        "payout never leaves in two."
    ),
    "file_not_again": N_(
        "The same file cannot be made again: an account in it was changed since, or the bank has "
        "told of one of its payouts. See at your bank what it carried out, and note it for each "
        "payout."
    ),
    "bank_file_refused": N_(
        "The bank's file cannot hold %(payouts)s: look at the holder's name, the amount and the "
        "currency. None of the others has left; leave these out, or put them right."
    ),
    "payer_missing": N_("Enter the account that pays first: the bank's file names it."),
    "no_payout_chosen": N_("No payout is ticked. Tick those that the bank carries out."),
    "nothing_due": N_("Nothing is due to this partner now, or less than the minimum."),
    "payments_disabled": N_(
        "Stripe is not set up here. Pay by transfer, or ask the operator to set "
        "KERMESSE_STRIPE_SECRET_KEY."
    ),
    "payments_busy": N_("Stripe takes nothing in now. Try again in a minute."),
    "payment_unknown": N_("Stripe did not answer. Try again in a minute: nothing is made twice."),
    "payment_refused": N_("Stripe refused. Look at your account there, then try again."),
    "payment_currency": N_("A transfer by file is in euros. Pay this one another way."),
    "iban_digits": N_(
        "The check digits of this IBAN do not fit. Compare each sign with the bank's."
    ),
    "iban_country": N_("This country has no IBAN. Type the account as the bank writes it."),
    "iban_form": N_("This is no IBAN. Type the account as the bank writes it."),
}


def payout_state(state: str) -> tuple[str, str]:
    """Return the word of a payout's state, and tone and shape of its badge."""
    words = {
        "draft": (gettext("To be approved"), "warn ring"),
        "confirmed": (gettext("Approved"), "info ring"),
        "sending": (pgettext("payout", "On its way"), "info arrow"),
        "sent": (gettext("Sent"), "info arrow"),
        "completed": (gettext("Paid"), "good tick"),
        "failed": (gettext("Not paid"), "bad triangle"),
    }
    return words.get(state, (state, ""))


def method_text(method: str) -> str:
    """Return how it is paid."""
    words = {"transfer": gettext("by transfer"), "stripe": gettext("by Stripe")}
    return words.get(method, gettext("not said yet"))


def reason_text(reason: str) -> str:
    """Return why a payout failed or waits, and what to do; "" for none."""
    words = {
        "": "",
        "declined": gettext("Turned down. What it took is owed again."),
        "below_minimum": gettext("Less than the minimum was due. It waits for the next payout."),
        "debt_carried": gettext("More was taken back than earned. The next payout carries it."),
        "nothing_due": gettext("Nothing was due any more. Another payout has taken it."),
        "returned": gettext("The bank sent the money back. Check the account, then propose again."),
        "reversed": gettext("The money was taken back. It is owed again."),
        "reversal_refused": gettext(
            "The bank sent the money back, and Stripe did not let it be taken back. It is with the "
            "partner at Stripe: take it back there, then it is owed again."
        ),
        "account_missing": gettext("Nobody said where this partner is paid. Enter an account."),
        "account_unconfirmed": gettext("The account waits for somebody else to confirm it."),
        "account_incomplete": gettext(
            "The partner has still to tell Stripe who they are. Send them Stripe's page."
        ),
        "account_restricted": gettext(
            "Stripe restricted the account. The partner sees at Stripe what is asked of them."
        ),
        "balance_insufficient": gettext(
            "Not enough money at Stripe. Top it up; it is tried again by itself."
        ),
        "payments_busy": gettext("Stripe takes nothing in now. It is tried again by itself."),
        "payment_unknown": gettext("Stripe did not answer. What became of it is looked up."),
        "payments_disabled": gettext("Stripe is not set up here. Ask the operator."),
        "payment_currency": gettext("Stripe does not pay in this currency. Pay by transfer."),
    }
    return words.get(reason, gettext("Stripe refused: %(code)s.", code=reason))


def cause_text(cause: str) -> str:
    """Return what earned a commission."""
    words = {"lead": gettext("Lead"), "sale": gettext("Sale"), "fee": gettext("Flat fee")}
    return words.get(cause, cause)
