"""What stops an act on a program or a partner, and what to do about it."""

from collections.abc import Mapping

from services.gateway.kit.sentences import N_

FIELDS: Mapping[str, str] = {
    "group": N_("Group"),
    "text": N_("E-mail address or name"),
    "file": N_("File"),
    "country": N_("Country"),
    "kind": N_("Kind"),
    "code": N_("Code"),
    "code_program": N_("Program of the code"),
    "partner": N_("Who brought it"),
    "note": N_("Your note"),
    "type": N_("Type"),
    "order_id": N_("Order"),
    "ordered_at": N_("Instant of the order"),
    "came_at": N_("Instant of the lead"),
    "lines": N_("Lines"),
    "amount": N_("Amount"),
    "buyer": N_("Address of the buyer"),
    "line_id": N_("Line"),
}
EXACT: Mapping[tuple[str, str], str] = {
    ("text", "missing"): N_("Type a whole e-mail address, or how the name begins."),
}
SENTENCES: Mapping[str, str] = {
    "bad_code": N_(
        "A code has 3 to 40 letters, digits, hyphens and underscores. Type another one."
    ),
    "code_taken": N_("This code is taken, however it is written. Type another one."),
    "not_enrolled": N_("This partner is not in the program. Take them in first."),
    "not_settled": N_("This is being looked at. Try again in a moment. Nothing changed."),
    "not_held": N_("This is not held for that reason any more. Nothing changed."),
    "already_appealed": N_("A decision was asked for already. Somebody will decide."),
    "bad_amount": N_("An amount is not one. Send whole minor units of the program's currency."),
    "nothing_to_adjust": N_("Enter an amount that is not zero, and the reason."),
    "sale_differs": N_(
        "This order is known with other lines or amounts. Send what changed as a refund."
    ),
    "refund_differs": N_(
        "A refund of this id is known with another amount. Send it under an id of its own."
    ),
    "refund_too_large": N_("More would be refunded than is left. Look at what was sent before."),
    "too_many_refunds": N_(
        "This order has as many refunds and corrections as one may have: 1,000."
    ),
    "sale_unknown": N_("The sale of this order is not known yet. Send it first."),
    "unknown_line": N_("%(field)s: the order has no such line. Send one that it has."),
    "correction_raises": N_(
        "A correction only lowers what is left. Send what was added as an order of its own."
    ),
    "unknown_type": N_("This type is not known here. Send a sale, a refund or a correction."),
    "in_future": N_("%(field)s: this is in the future. Check the clock of the shop."),
    "no_reward": N_("Nothing is rewarded yet. Enter an amount for a lead, a sale, or a flat fee."),
    "no_rate": N_("This group has no rate of its own. Enter one, or take the group away."),
    "share_or_flat": N_("A sale earns a share or a fixed sum, not both. Take one of them away."),
    "other_currency": N_(
        "%(field)s: the program is in %(currency)s. Enter the amount in this currency."
    ),
    "program_incomplete": N_("Something still blocks the opening. Each line leads to its field."),
    "wrong_program_state": N_(
        "The program changed in the meantime: this cannot be done any more. Nothing changed."
    ),
    "program_not_open": N_("This program takes no applications now. Nothing was kept."),
    "terms_changed": N_(
        "These are not the terms that were shown to you. Read them again, then send the form."
    ),
    "partner_exists": N_("Another partner has this address already. Open that one instead."),
    "formula": N_("%(field)s: this begins as a formula does. Correct the line."),
    "country_code": N_("%(field)s: two letters are expected, such as FR. Correct the line."),
    "file_missing": N_("No file was chosen. Choose one."),
    "file_empty": N_("This file holds no line under its heads. Choose another one."),
    "file_unreadable": N_("This is no table of text. Save it as CSV, then choose it again."),
    "file_heads": N_(
        "The first line must name the columns, one for the name and one for the e-mail address."
    ),
    "too_many_lines": N_("This file holds more than %(max)s lines. Cut it in several."),
    "file_too_large": N_("This file is larger than 350 KB. Cut it in several."),
    "partner_erased": N_("Nothing of this person is kept any more: nothing can be changed."),
    "wrong_enrollment_state": N_(
        "This partnership changed in the meantime. Look at the page again. Nothing changed."
    ),
    "terms_not_accepted": N_(
        "This partner has not accepted the terms yet. Send them the application page first."
    ),
}
