"""A workspace in full swing: contests in every state, winners at every step, files, letters."""

from datetime import timedelta
from typing import Any

from services.contests.domain.contest import Contest
from services.contests.domain.contest.form.venue import Venue
from services.contests.domain.entry import Entry, EntryForm, ExclusionReason
from services.contests.domain.export import What
from services.contests.domain.tokens import CLAIM, CONFIRM, MANAGE, UNSUBSCRIBE, token_of
from services.contests.domain.winner import Winner
from services.contests.stores.exports import export_of
from services.contests.use_cases.contest.create import create_contest
from services.contests.use_cases.contest.erase_people import erase_people
from services.contests.use_cases.contest.keys import address_secret
from services.contests.use_cases.contest.open_venue import open_venue
from services.contests.use_cases.contest.save import save_draft
from services.contests.use_cases.entry.confirm import confirm_entry
from services.contests.use_cases.entry.exclude import exclude_entry
from services.contests.use_cases.entry.submit import submit_entry
from services.contests.use_cases.export.ask import ask_export
from services.contests.use_cases.export.write import look_after_export
from services.contests.use_cases.letter.ask import ask_letter
from services.contests.use_cases.winner.answer import answer_claim
from services.contests.use_cases.winner.give import give_details
from services.contests.use_cases.winner.send import send_prize
from services.contests.use_cases.winner.skip import skip_winner
from services.contests.use_cases.winner.verify import verify_winner
from services.gateway.audit.subscriptions import handlers
from services.insights.subjects.contests import Contests
from services.insights.subjects.contests.domain.contest import KnownContest
from services.insights.subjects.contests.use_cases.record_contest import record_contest
from shared.documents import Document
from shared.events import Event, instant_text
from shared.tables import Tool
from tests.contests.pump import Pump
from tests.contests.world import CLOSES, DRAWS, SEALS, START, WORKSPACE
from tests.walls.entering import link_of
from tests.walls.partners import partners_of
from tests.walls.people import GUESTS, Guest
from tests.walls.site import Site
from tests.walls.stand import Stand

DAY = timedelta(days=1)
EVIDENCE = "ab" * 32
NEWS = {
    "data": {
        "retention_days": 90,
        "opt_in": True,
        "opt_in_text": {"fr": "Je veux la lettre.", "en": "I want the letter."},
        "newsletter_years": 3,
    }
}
# As many winners as there are steps on the way of a prize.
PRIZES = [{"name": "Vélo", "count": 1}, {"name": "Livre", "count": 7}]
ASKS = [
    {
        "prize": name,
        "address": True,
        "question": {"fr": "Quelle taille ?", "en": "Which size?"},
        "options": {"fr": "Petite\nGrande", "en": "Small\nLarge"},
    }
    for name in ("Vélo", "Livre")
]
LETTER = {
    "subject": {"fr": "Votre lot", "en": "Your prize"},
    "text": {"fr": "Il part demain.", "en": "It goes tomorrow."},
}
# The sending whose mail is asked for once more.
SENDING = "walls-0000000000000001"


class Scene:
    """The story, told once; `stands` are its contests."""

    def __init__(self, site: Site) -> None:
        self.site, self.world, self.pump = site, site.world, Pump(site.world)
        self._stands: dict[str, Stand] = {}
        self._contests: list[str] = []
        self._coming = iter(GUESTS)
        sealed, drawn = self._opened(**NEWS), self._opened(**NEWS, prizes=PRIZES, alternates=4)
        for contest, people in ((sealed, 2), (drawn, 14)):
            for _ in range(people):
                self._confirmed(contest)
        self._bring_to_draw(sealed, drawn)
        self._outlived()
        later = self._opened(**NEWS, closes_at=self._in(3), draw_at=self._in(9),
                             claims_end_at=self._in(60))  # fmt: skip
        self._welcome(later)
        self._draft()
        self._award(drawn)
        self._take_out(drawn)
        self._tell_figures()
        self._stands["programs"] = partners_of(site.bureau, self._coming)
        # A mail may be asked for once more.
        self.world.clock.advance(minutes=30)
        link_of(site.bureau, self._stands["programs"])
        self._note_versions()
        self._tell_audit()
        self._notes = {note["_id"] for note in self._all_notes()}

    @property
    def stands(self) -> list[Stand]:
        """Every contest, those with most people first."""
        return sorted(self._stands.values(), key=lambda each: -len(each.guests))

    @property
    def guests(self) -> dict[str, Guest]:
        """Whose each ref and each token is."""
        return {key: who for stand in self.stands for key, who in stand.guests.items()}

    @property
    def open_contest(self) -> Stand:
        """The contest that takes entries."""
        return next(each for each in self.stands if SENDING in each.values.get("sending", ()))

    def claim_of(self, stand: Stand, place: int) -> str:
        """Return the token in the mail of the winner of a place."""
        return self._claim(self.world.context.stores.contests.get(WORKSPACE, stand.id), place)

    def link_of(self, stand: Stand, number: int, purpose: str) -> str:
        """Return the token of a purpose of an entry, by its number in the order of entering."""
        entry_id = stand.values["entry_id"][number]
        entry = self.world.context.stores.entries.get(WORKSPACE, stand.id, entry_id)
        return self._token(entry, purpose)

    def new_notes(self) -> list[Document]:
        """Return what the audit was told since the story ended, or was brought back."""
        return [note for note in self._all_notes() if note["_id"] not in self._notes]

    def waiting_events(self) -> list[Event]:
        """Return the events of partners and programs that wait to be published."""
        names = ("programs", "partners", "enrollments", "audit")
        return [event for name in names for event in self.site.bureau.events(name)]

    def _all_notes(self) -> list[Document]:
        databases = (self.world.database, self.site.bureau.database)
        kept = [each.collection("audit").find(WORKSPACE, {}).items for each in databases]
        return [note for notes in kept for note in notes]

    def _known(self, contest: Contest) -> Contest:
        values = {"contest_id": [contest.id], "slug": [contest.slug]}
        self._stands[contest.id] = Stand(contest.id, values)
        self._contests.append(contest.id)
        return contest

    def _opened(self, **changes: Any) -> Contest:
        return self._known(self.world.opened(**changes))

    def _in(self, days: int) -> str:
        return instant_text(DRAWS + days * DAY)

    def _submitted(self, contest: Contest, key: str = "") -> Entry:
        guest = next(self._coming)
        opt_in = "opt_in_text" in contest.settings.get("data", {})
        entry = submit_entry(
            self.world.context,
            workspace=WORKSPACE,
            contest=contest.id,
            form=EntryForm(
                first_name=guest.first_name, email=guest.email, country="FR", of_age=True,
                accept_rules=True, opt_in=opt_in, language="fr", source="ig", answers={},
            ),
            idempotency_key=key,
        )  # fmt: skip
        tokens = [self._token(entry, each) for each in (CONFIRM, MANAGE, UNSUBSCRIBE, CLAIM)]
        self._stands[contest.id].add(entry, guest, tokens)
        return entry

    def _token(self, entry: Entry, purpose: str) -> str:
        contest = self.world.context.stores.contests.get(WORKSPACE, entry.contest_id)
        return token_of(address_secret(self.world.context, contest), purpose, entry.id)

    def _confirmed(self, contest: Contest) -> Entry:
        token = self._token(self._submitted(contest), CONFIRM)
        return confirm_entry(self.world.context, workspace=WORKSPACE, token=token).entry

    def _bring_to_draw(self, sealed: Contest, drawn: Contest) -> None:
        self.pump.run()
        for now in (CLOSES, SEALS):
            self.world.clock.set(now)
            self.pump.run()
        self.world.clock.set(DRAWS)
        self.world.advance(drawn)
        self.world.beacons.late_by = 30 * 86_400
        self.pump.deliver()
        # The last of them no mail reaches.
        self.world.mailer.bounced.add(self._email(self._winner(drawn, 8)))
        self.world.clock.advance(hours=1)
        self.pump.run()
        assert self.world.now(sealed).state.value == "sealed"

    def _email(self, winner: Winner) -> str:
        return self._stands[winner.contest_id].guests[winner.ref].email

    def _winner(self, contest: Contest, place: int) -> Winner:
        held = self.world.context.stores.winners.of_contest(WORKSPACE, contest.id)
        return next(each for each in held if each.place == place)

    def _outlived(self) -> None:
        """A contest whose people are erased: of one who wanted the news, that consent stays."""
        ended = self._opened(**NEWS, closes_at=self._in(3), draw_at=self._in(9),
                             claims_end_at=self._in(60))  # fmt: skip
        self._confirmed(ended)
        self.pump.run()
        erase_people(self.world.context, self.world.now(ended))

    def _welcome(self, contest: Contest) -> None:
        """A contest that is open: confirmed, excluded, not confirmed yet; a hall is let in."""
        self._confirmed(contest)
        out = self._confirmed(contest)
        self._submitted(contest, SENDING)
        self._stands[contest.id].values["sending"] = [SENDING]
        whose = {"workspace": WORKSPACE, "contest": contest.id}
        exclude_entry(self.world.context, **whose, entry=out.id, reason=ExclusionReason.FRAUD,
                      by="a-1")  # fmt: skip
        until = self.world.clock.now() + timedelta(hours=2)
        hall = Venue(network="", until=until, per_hour=100)
        open_venue(self.world.context, **whose, venue=hall)
        self.pump.run()

    def _draft(self) -> None:
        settings = {
            "opens_at": self._in(1), "closes_at": self._in(3), "draw_at": self._in(9),
            "claims_end_at": self._in(90), "organiser": {"name": "Maison Lumen"},
            "prizes": [{"name": "Lampe", "count": 1}],
        }  # fmt: skip
        texts = {"fr": {"title": "Jeu d’été"}, "en": {"title": "Summer draw"}}
        made = create_contest(
            self.world.context, workspace=WORKSPACE, settings=settings, texts=texts
        )
        self._known(made)

    def _award(self, contest: Contest) -> None:
        """Each winner is one step further; one is to be skipped, of another it is proposed."""
        context, whose = self.world.context, {"workspace": WORKSPACE, "contest": contest.id}
        version = self.world.now(contest).version
        save_draft(context, **whose, version=version, asks=ASKS)
        for place in (2, 3, 4, 5):
            token = self._claim(contest, place)
            answer_claim(context, workspace=WORKSPACE, token=token, accept=True)
            if place > 2:
                home = self._stands[contest.id].guests[token].home
                given = {"address": home, "choice": "Large"}
                give_details(context, workspace=WORKSPACE, token=token, given=given)
        verify_winner(context, **whose, ref=self._winner(contest, 4).ref, by="a-1")
        gone = self._winner(contest, 5)
        send_prize(context, **whose, ref=gone.ref, version=gone.version, by="a-1",
                   carrier="Colissimo", tracking="6A 271")  # fmt: skip
        for place, by in ((6, "a-1"), (7, "a-1"), (7, "a-2")):
            skip_winner(context, **whose, ref=self._winner(contest, place).ref, by=by,
                        code="not_eligible", evidence_hash=EVIDENCE)  # fmt: skip
        now = self.world.clock.now()
        ask_letter(context, **whose, by="a-1", as_of=now, given=LETTER)
        self.pump.run()

    def _claim(self, contest: Contest, place: int) -> str:
        entry_id = self._winner(contest, place).entry_id
        entry = self.world.context.stores.entries.get(WORKSPACE, contest.id, entry_id)
        return self._token(entry, CLAIM)

    def _take_out(self, contest: Contest) -> None:
        for what in What:
            export = ask_export(
                self.world.context, workspace=WORKSPACE, contest=contest.id, by="a-1",
                tool=Tool.OTHER, language="fr", what=what,
            )  # fmt: skip
            self._stands[contest.id].values.setdefault("export_id", []).append(export.id)
        self.world.due(
            "exports", lambda each: look_after_export(self.world.context, export_of(each))
        )
        self.pump.run()

    def _tell_figures(self) -> None:
        insights = self.site.insights
        part = insights.serving.part(Contests)
        for contest in self._contests:
            known = KnownContest(contest, WORKSPACE, 1, "open", START)
            record_contest(known, contests=part.contests, workspaces=insights.workspaces)

    def _note_versions(self) -> None:
        stores = self.world.context.stores
        for stand in (self._stands[each] for each in self._contests):
            stand.versions[stand.id] = stores.contests.get(WORKSPACE, stand.id).version
            winners = stores.winners.of_contest(WORKSPACE, stand.id)
            stand.versions |= {winner.ref: winner.version for winner in winners}
            if not winners:
                page = stores.entries.page(WORKSPACE, stand.id, limit=500)
                stand.versions |= {entry.ref: entry.version for entry in page.items}
            if winners:
                stand.put_first([winner.ref for winner in winners])

    def _tell_audit(self) -> None:
        table = handlers(self.site.parts.audit, self.world.clock)
        for event in self.pump.seen:
            if event.type in table:
                table[event.type](event)
