"""What stops an act on a contest, an entry or a winner, and what to do about it.

What is wrong with a field is said by its declaration (`services/contests/domain/*/form`).
"""

from collections.abc import Mapping

from services.gateway.kit.sentences import N_

# A pair (path, code) says it better than the code alone.
EXACT: Mapping[tuple[str, str], str] = {
    ("signature", "signature"): N_(
        "This is not the signature of the expected round. Copy it again from the beacon."
    ),
    ("signature", "before_the_round"): N_(
        "The round is not there yet, so nobody can have its signature. Paste it at its time."
    ),
    ("source", "one_of_both"): N_(
        "Choose a country or where people come from, not both. Take one of them away."
    ),
    ("source", "pattern"): N_("%(field)s: letters, digits, _ and - alone. Correct it."),
}

SENTENCES: Mapping[str, str] = {
    "contest_incomplete": N_("Something still blocks publishing. Each line leads to its field."),
    "contest_closed": N_("This contest is closed: entries are no longer taken."),
    "already_entered": N_("You are already in: one entry for each person."),
    "asked_too_soon": N_("The mail was sent a moment ago. Ask for it again in some minutes."),
    "sealing": N_("The list is being sealed. Repeat this in a moment."),
    "not_amendable": N_("This setting is frozen for good. Choose another one."),
    "unchanged": N_("This is the value in force already. Enter another one."),
    "earlier": N_("A date only moves later once people may have entered. Choose a later one."),
    "shorter": N_("A time only grows once people may have entered. Enter a longer one."),
    "fewer": N_("There can only be more of them once people may have entered. Enter more."),
    "poorer": N_("Nothing that was promised can be taken back. Add, do not take away."),
    "reserved": N_("%(field)s: only the system itself gives this one. Write your own."),
    "wrong_state": N_("The contest is past the point where this can be done. Nothing changed."),
    "amendment_refused": N_("This would take something away from people who have entered."),
    "too_late_to_cancel": N_("The draw is too near: nothing stops it any more."),
    "wrong_entry_state": N_("This entry changed in the meantime. Look at the list again."),
    "wrong_winner_state": N_("This winner changed in the meantime. Look at the page again."),
    "claim_answered": N_(
        "Nothing changed: this prize was answered for before, and that answer stands."
    ),
    "claim_expired": N_("Your answer came after the end of the time to answer: it was not taken."),
    "prize_gone": N_("The prize has left already: nothing can be corrected any more."),
    "code_given": N_(
        "A code was given to this winner already: it stands below. Tick that yours replaces it, or "
        "leave it."
    ),
    "details_owed": N_("The winner has not given yet what this prize asks: it cannot be sent."),
    "nobody_to_write_to": N_(
        "Nobody was written to: the prize was given up or has passed on, the person is erased, or "
        "has twenty letters already. Look at the winners again."
    ),
    "letter_sent": N_(
        "This form has sent its letter already, in other words: this one was not sent. Copy its "
        "text and begin a new letter."
    ),
    "second_person_needed": N_(
        "A second person decides this with you: ask an owner or a manager to confirm it."
    ),
    "proposal_changed": N_(
        "A colleague proposed or decided something else meanwhile. Read it, then decide."
    ),
    "no_reason": N_("Choose the reason."),
    "no_evidence": N_("Choose the file of the evidence, or paste its hash."),
    "other_evidence": N_(
        "This is not what your colleague proposed: the reason or the file differs. Choose the "
        "same, or replace the proposal."
    ),
    "same_evidence": N_(
        "This is the proposal that stands already: approve it, or choose another reason or file."
    ),
    "prize_held": N_(
        "You hold a prize that passes to somebody else if you leave: say that you give it up."
    ),
    "too_late_to_exclude": N_(
        "The list is sealed too soon: someone excluded now would have no time to appeal. The "
        "entry stays in."
    ),
    "too_late_to_correct": N_(
        "Entries have ended: nothing is corrected any more. What you typed was not kept."
    ),
    "list_sealed": N_("The list is sealed: entries cannot be changed any more."),
    "people_erased": N_(
        "The people of this contest are erased: nothing of them is left to export."
    ),
    "contest_not_open": N_("This is possible only while the contest is open."),
}
