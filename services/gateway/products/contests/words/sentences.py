"""What is wrong with a contest, an entry or a winner, and what to do about it."""

from collections.abc import Mapping

from services.gateway.kit.sentences import N_

# A pair (path, code) says it better than the code alone.
EXACT: Mapping[tuple[str, str], str] = {
    ("settings.organiser.name", "missing"): N_("The rules lack the organiser's name. Enter it."),
    ("settings.organiser.address", "missing"): N_(
        "The rules lack the organiser's address. Enter it."
    ),
    ("settings.organiser.contact", "missing"): N_(
        "The rules lack an address to write to. Enter the contact address."
    ),
    ("settings.opens_at", "missing"): N_("The opening has no date. Choose one."),
    ("settings.closes_at", "missing"): N_("The closing has no date. Choose one."),
    ("settings.claims_end_at", "missing"): N_("The last answer has no date. Choose one."),
    ("settings.zone", "missing"): N_("The dates have no time zone. Choose one."),
    ("settings.prizes", "missing"): N_("There is nothing to win. Add a prize."),
    ("texts.fr.title", "missing"): N_("The page has no title in French. Write one."),
    ("texts.en.title", "missing"): N_("The page has no title in English. Write one."),
    ("settings.data.opt_in_text", "missing"): N_(
        "The newsletter box has no text. Write it, or switch the box off."
    ),
    ("slug", "duplicate"): N_("Another contest has this address. Choose another one."),
    ("slug", "slug_taken"): N_("Another contest has this address. Choose another one."),
    ("slug", "slug"): N_(
        "The address of the page takes from 3 to 60 lower-case letters and figures, with hyphens "
        "between them. Correct it."
    ),
    ("settings.languages", "missing"): N_("The page has no language. Tick at least one."),
    ("settings.languages", "length"): N_("The page has no language. Tick at least one."),
    ("email", "email"): N_("This is not an e-mail address. Check it: name@example.org."),
    ("of_age", "minor"): N_("You must be %(age)s or older to enter. Tick the box if you are."),
    ("of_age", "required"): N_("Say whether you are old enough: tick the box."),
    ("accept_rules", "required"): N_("Accept the rules to enter: tick the box."),
    ("country", "required"): N_("Choose your country."),
    ("first_name", "required"): N_("Enter your first name."),
    ("email", "required"): N_("Enter your e-mail address."),
    ("signature", "signature"): N_(
        "This is not the signature of the expected round. Copy it again from the beacon."
    ),
    ("signature", "before_the_round"): N_(
        "The round is not there yet, so nobody can have its signature. Paste it at its time."
    ),
}

SENTENCES: Mapping[str, str] = {
    "closes_before_opening": N_(
        "The closing comes before the opening. Choose a later closing date."
    ),
    "opens_in_the_past": N_("The opening is in the past. Choose a later opening date."),
    "closes_in_the_past": N_("The closing is in the past. Choose a later closing date."),
    "draw_too_early": N_(
        "The draw comes before the list can be sealed. Choose a later draw, or leave it empty: "
        "we compute it."
    ),
    "no_prize": N_("There is nothing to win. Add a prize."),
    "prize_count": N_(
        "%(field)s: there must be from 1 to %(maximum)s of them. Correct the number."
    ),
    "window_too_short": N_("%(field)s: this is shorter than %(shortest)s. Choose a longer time."),
    "answers_pass_the_end": N_(
        "If every alternate is asked in turn, the answers pass the last day. Lower the number of "
        "alternates, shorten the time to answer or move the last answer."
    ),
    "country_excluded_by_default": N_(
        "Countries: Italy asks for a bond, a notary and a local server, so it is left out. "
        "Take Italy off the list."
    ),
    "country_excluded": N_("This contest is not open in your country."),
    "minimum_age_too_low": N_("The minimum age is under %(lowest)s. Enter %(lowest)s or more."),
    "minor": N_("You must be old enough to enter. Tick the box if you are."),
    "rules_not_accepted": N_("Accept the rules to enter: tick the box."),
    "unknown_mechanic": N_("%(field)s: choose one of the list."),
    "contact": N_(
        "%(field)s: nobody can be reached there. Enter an e-mail address, a telephone number or a "
        "page that begins with https://."
    ),
    "contest_incomplete": N_("Something still blocks publishing. Each line leads to its field."),
    "contest_closed": N_("This contest is closed: entries are no longer taken."),
    "already_entered": N_("You are already in: one entry for each person."),
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
    "second_person_needed": N_(
        "A second person decides this with you: ask an owner or a manager to confirm it."
    ),
    "slug_taken": N_("Another contest has this address. Choose another one."),
    "too_late_to_exclude": N_(
        "The list is sealed too soon: someone excluded now would have no time to appeal. The "
        "entry stays in."
    ),
    "list_sealed": N_("The list is sealed: entries cannot be changed any more."),
    "contest_not_open": N_("This is possible only while the contest is open."),
}
