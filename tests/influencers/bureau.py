"""An influencers service for tests: real use cases over a real database, time and ids by hand."""

from base64 import b64encode
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient

from services.influencers.bootstrap.foundation import Foundation, foundation_over
from services.influencers.bootstrap.web import application
from services.influencers.domain.enrollment import Enrollment
from services.influencers.domain.partner import ApplicationForm, Partner, PartnerForm
from services.influencers.domain.program import Program, ProgramAction
from services.influencers.settings import WebSettings
from services.influencers.use_cases.context import Context
from services.influencers.use_cases.enrollment.apply import apply_to_program
from services.influencers.use_cases.partner.enter import enter_partner
from services.influencers.use_cases.program.create import create_program
from services.influencers.use_cases.program.move import move_program
from shared.auth import Caller, TokenSigner, TokenVerifier, public_key_of
from shared.clock import ManualClock
from shared.documents import Database
from shared.events import Event
from shared.ids import SeededIds
from shared.settings import load
from tests.harness.payments import CONNECT, PLATFORM

WORKSPACE = "maison-lumen"
START = datetime(2026, 3, 2, 9, tzinfo=UTC)
GATEWAY_KEY = bytes(32)
HOME = "https://kermesse.example"
ENVIRONMENT = {
    "KERMESSE_PUBLIC_URL": HOME,
    "KERMESSE_SMTP_URL": "smtp://127.0.0.1:1",
    "KERMESSE_TOKEN_PUBLIC_KEY": b64encode(public_key_of(GATEWAY_KEY)).decode(),
    "KERMESSE_INFLUENCERS_WRAPPING_KEY": b64encode(bytes(range(32))).decode(),
    "KERMESSE_INFLUENCERS_NOTICE_SECRET": PLATFORM,
    "KERMESSE_INFLUENCERS_CONNECT_SECRET": CONNECT,
}
SETTINGS: dict[str, Any] = {
    "name": "Printemps",
    "objective": "La collection de printemps",
    "year": 2026,
    "currency": "EUR",
    "budget": {"amount": 500000, "currency": "EUR"},
    "lead": {"amount": 50, "currency": "EUR"},
    "sale_share": 125,
    "hold_days": 14,
    "minimum_payout": {"amount": 2000, "currency": "EUR"},
    "groups": [{"name": "Fidèles", "sale_share": 200}],
    "organiser": "Maison Lumen SAS",
    "contact": "partenaires@lumen.example",
    "terms": {"fr": "Le contrat.", "en": "The contract."},
}
PARTNER: dict[str, Any] = {
    "name": "Zoé Marchetti",
    "email": "zoe@marchetti.example",
    "kind": "influencer",
    "country": "FR",
    "language": "fr",
    "source": "page publique de sa chaîne",
    "legal_basis": "interest",
}
APPLICATION: dict[str, Any] = {
    "name": "Le carnet d’Élise",
    "email": "elise@carnet.example",
    "kind": "blogger",
    "country": "BE",
    "of_age": True,
    "accept_terms": True,
}


@dataclass
class Bureau:
    """The objects of one test."""

    foundation: Foundation
    clock: ManualClock
    context: Context

    @property
    def database(self) -> Database:
        """The service's database."""
        return self.foundation.database

    def drafted(self, **settings: Any) -> Program:
        """Store a draft that may open."""
        whole = {**SETTINGS, **settings}
        return create_program(self.context, workspace=WORKSPACE, settings=whole)

    def opened(self, **settings: Any) -> Program:
        """Store a program and open it."""
        return self.moved(ProgramAction.OPEN, self.drafted(**settings))

    def moved(self, move: ProgramAction, program: Program) -> Program:
        """Do something with a program, as it is now."""
        now = self.context.stores.programs.get(WORKSPACE, program.id)
        who = {"workspace": WORKSPACE, "program": program.id, "by": "ada"}
        return move_program(self.context, move, **who, version=now.version)

    def entered(self, **said: Any) -> Partner:
        """Store a partner whom the team enters."""
        form = PartnerForm(**{**PARTNER, **said})
        return enter_partner(self.context, workspace=WORKSPACE, form=form, by="ada")

    def applied(self, program: Program, **said: Any) -> None:
        """Apply to a program."""
        apply_to_program(
            self.context,
            workspace=WORKSPACE,
            program=program.id,
            form=ApplicationForm(**{**APPLICATION, **said}),
            language="fr",
            terms_hash=program.terms_hash,
        )

    def enrollments(self, program: Program) -> list[Enrollment]:
        """Return the enrolments of a program, the newest first."""
        store = self.context.stores.enrollments
        return store.of_program(WORKSPACE, program.id, after=None, limit=50).items

    def pending(self, program: Program, **said: Any) -> Enrollment:
        """Return the enrolment of somebody who has just applied."""
        known = {each.id for each in self.enrollments(program)}
        self.applied(program, **said)
        [fresh] = [each for each in self.enrollments(program) if each.id not in known]
        return fresh

    def events(self, name: str) -> list[Event]:
        """Return the events of a collection that wait to be published."""
        pending = self.database.collection(name).pending(1000)
        return [event for document in pending for event in document.events]

    def acts(self, name: str) -> list[str]:
        """Return what the audit is told of changes of a collection."""
        return [event.data["act"] for event in self.events(name)]

    def client(self) -> FlaskClient:
        """Return a client of the API."""
        verifier = TokenVerifier(public_key_of(GATEWAY_KEY), "influencers", self.clock)
        return application(self.foundation, verifier).test_client()

    def bearer(
        self, *roles: str, workspace: str = WORKSPACE, subject: str = "ada"
    ) -> dict[str, str]:
        """Return the header of a caller with these roles."""
        caller = Caller(subject, workspace, frozenset(roles), "request-1")
        token = TokenSigner(GATEWAY_KEY, self.clock, SeededIds(9)).sign(caller, "influencers")
        return {"Authorization": f"Bearer {token}"}


def bureau_over(database: Database, folder: Path, **environment: str) -> Bureau:
    """Return a service over a database, its files in `folder`; settings may be given besides."""
    clock = ManualClock(START)
    known = {**ENVIRONMENT, "KERMESSE_DATA_DIR": str(folder), **environment}
    settings = load(WebSettings, known)
    foundation = foundation_over(database, settings, clock=clock, ids=SeededIds(7))
    return Bureau(foundation, clock, foundation.context)
