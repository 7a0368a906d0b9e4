"""A stand-in of the services behind the gateway: it answers the shapes that they answer.

It keeps drafts, versions and what blocks publishing, as far as pages depend on it.
"""

import copy
import re
from collections import Counter
from collections.abc import Callable
from typing import Any

from services.gateway.kit.problems import ServiceProblem
from services.gateway.kit.questions import Answer, Question, Streamed
from shared.errors import FieldError

DEFAULTS = {
    "mechanic": {"kind": "draw"},
    "zone": "Europe/Paris",
    "confirm_within": 86400,
    "review_within": 172800,
    "answer_within": 604800,
    "eligibility": {"minimum_age": 18, "countries": ["FR", "BE", "CH", "LU"]},
    "prizes": [],
    "alternates": 5,
    "organiser": {},
    "data": {"retention_days": 90, "opt_in": False, "newsletter_years": 3},
    "languages": ["fr", "en"],
}
COMPLETE = {
    **DEFAULTS,
    "opens_at": "2026-03-02T08:00:00.000Z",
    "closes_at": "2026-03-29T16:00:00.000Z",
    "draw_at": "2026-04-02T10:00:00.000Z",
    "claims_end_at": "2026-05-30T10:00:00.000Z",
    "prizes": [
        {
            "name": "Un week-end à Arles pour deux",
            "count": 3,
            "value": {"amount": 65000, "currency": "EUR"},
        }
    ],
    "organiser": {"name": "Maison Lumen SAS"},
}
TEXTS = {
    "fr": {"title": "Un week-end à Arles pour deux", "intro": "Deux nuits, le train."},
    "en": {"title": "A weekend in Arles for two", "intro": "Two nights, the train."},
}
HASH = "9f2c" + "0" * 56 + "41ab"
PENDING = [("opens", "2026-03-02T08:00:00.000Z"), ("closes", "2026-03-29T16:00:00.000Z"),
           ("confirm_by", "2026-03-30T16:00:00.000Z"), ("review_until", "2026-04-01T16:00:00.000Z"),
           ("seal", "2026-04-01T16:00:00.000Z"), ("draw", "2026-04-02T10:00:00.000Z"),
           ("last_answer", "2026-05-30T10:00:00.000Z")]  # fmt: skip
OFFERED = {
    "draft": ["edit", "open", "delete", "cancel"],
    "open": ["amend", "cancel", "review", "read_people"],
    "closed": ["cancel", "review", "read_people"],
    "sealed": ["paste_beacon", "read_people"],
    "drawn": ["read_winners", "read_people"],
    "settled": ["read_winners", "read_people"],
    "cancelled": ["read_people"],
}
OFFERED_AT_ALL = {each for offered in OFFERED.values() for each in offered}
# Owner and manager may do all of it.
MAY = {"moderator": {"review"}, "analyst": set[str]()}
ON_ENTRY = {"confirmed": ["exclude"], "excluded": ["reinstate"]}
AMENDABLE = ["closes_at", "draw_at", "claims_end_at", "confirm_within", "review_within",
             "answer_within", "alternates", "prizes", "organiser.name", "organiser.address",
             "organiser.contact"]  # fmt: skip
PEOPLE_CONTEST = ("id", "state", "texts", "settings", "confirm_until")
REACHED = {"open": 1, "closed": 2, "sealed": 5, "drawn": 6, "settled": 7}


class RecordedServices:
    """Answers as contests and insights do; `asked` keeps every question."""

    def __init__(self) -> None:
        self.contests: dict[str, dict[str, Any]] = {}
        self.made: dict[str, str] = {}
        self.entries: list[dict[str, Any]] = []
        self.outcome: dict[str, Any] = {}
        self.winners: list[dict[str, Any]] = []
        self.more_winners: str | None = None
        self.people: list[dict[str, Any]] = []
        self.more_people: str | None = None
        self.countries: list[str] = []
        self.exports: list[dict[str, Any]] = []
        self.exportable = ["export"]
        self.figures: dict[str, Any] | None = None
        self.asked: list[Question] = []
        self.bodies: list[bytes | None] = []
        self.fail_with: ServiceProblem | None = None

    def add(self, contest_id: str, workspace: str = "maison-lumen", **members: Any) -> None:
        """Keep a contest; `state` decides what its timeline and its proofs look like."""
        state = members.get("state", "draft")
        done = REACHED.get(state, 0)
        drawn, sealed = done >= 6, done >= 5
        self.contests[contest_id] = {
            "id": contest_id,
            "workspace": workspace,
            "slug": contest_id,
            "state": "draft",
            "version": 1,
            "settings": copy.deepcopy(DEFAULTS if state == "draft" else COMPLETE),
            "texts": {} if state == "draft" else copy.deepcopy(TEXTS),
            "rules_hash": HASH if done else "",
            "amendments": [],
            "cancel_reason": "",
            "confirm_until": PENDING[2][1] if state in ("open", "closed") else None,
            "timeline": [
                {"step": step, "at": at, "done": place < done, "happened_at": None}
                for place, (step, at) in enumerate(PENDING)
            ],
            "seal": HASH if sealed else None,
            "commitment": {"entries": 2318, "excluded": {"fraud": 41}, "beacon": {"round": 123,
                           "chain": "52db"}} if sealed else None,
            "draw": {"digest": HASH, "round": 123, "test_beacon": False} if drawn else None,
            "counts": {"entries": 2411, "confirmed": 2318, "unconfirmed": 52,
                       "excluded": {"fraud": 41}, "refused": {"minor": 4, "country": 9}},
            "test_beacon": False,
            "beacon_late": False,
            "max_weight": 1,
            "created_at": "2026-02-20T09:00:00.000Z",
            "updated_at": "2026-02-20T13:32:10.000Z",
            **members,
        }  # fmt: skip

    def ask(self, question: Question) -> Answer:
        """Answer, or raise `ServiceProblem`."""
        self.asked.append(question)
        if self.fail_with:
            raise self.fail_with
        if question.service == "insights":
            return self._figures()
        parts = question.path.strip("/").split("/")
        if parts[0] != "contests":
            raise ServiceProblem(404, "not_found")
        return self._contests(question, parts[1:])

    def stream(self, question: Question, raw: bytes | None = None) -> Streamed:
        """Answer as bytes; `bodies` keeps what was handed on."""
        self.asked.append(question)
        self.bodies.append(raw)
        return Streamed(200, {"content-type": "application/json"}, iter([b'{"ok":', b"true}"]))

    def _figures(self) -> Answer:
        if self.figures is None:
            raise ServiceProblem(503, "unavailable")
        return Answer(200, self.figures)

    def _contests(self, question: Question, parts: list[str]) -> Answer:
        if not parts and question.method == "GET":
            return Answer(200, self._list(question))
        if not parts:
            return self._create(question)
        contest = self.contests.get(parts[0])
        if contest is None or contest["workspace"] != question.caller.workspace_id:
            raise ServiceProblem(404, "not_found")
        act: dict[tuple[str, str], Callable[[Question, dict[str, Any]], Answer]] = {
            ("GET", ""): self._show,
            ("PATCH", ""): self._patch,
            ("DELETE", ""): self._delete,
            ("POST", "open"): self._open,
            ("GET", "overview"): self._overview,
            ("GET", "winners"): lambda q, c: Answer(200, self._winners(c)),
            ("GET", "winners/ref"): lambda q, c: Answer(200, self._winners(c, path[8:])),
            ("GET", "people"): lambda q, c: Answer(200, self._people(q, c)),
            ("GET", "people/ref"): lambda q, c: Answer(200, self._people(q, c)),
            ("GET", "exports"): lambda q, c: Answer(200, self._exports(c)),
            ("POST", "people/search"): lambda q, c: Answer(200, self._people(q, c)),
        }
        path = "/".join(parts[1:])
        asked = re.sub(r"^(people|winners)/e-[^/]*$", r"\1/ref", path)
        found = act.get((question.method, asked))
        return found(question, contest) if found else Answer(200, {})

    def _list(self, question: Question) -> dict[str, Any]:
        dates = ("opens_at", "closes_at", "draw_at")
        own = [
            {**contest, **{name: contest["settings"].get(name) for name in dates}}
            for contest in self.contests.values()
            if contest["workspace"] == question.caller.workspace_id
            and question.query.get("state", contest["state"]) == contest["state"]
        ]
        members = ("id", "slug", "state", "version", "texts", *dates)
        items = [
            {**{k: each[k] for k in members}, "actions": _offered(question, each)} for each in own
        ]
        create = ["create"] if question.caller.roles & {"owner", "manager"} else []
        return {"items": items, "after": None, "actions": create}

    def _create(self, question: Question) -> Answer:
        key = question.headers.get("Idempotency-Key", "")
        contest_id = self.made.get(key) or f"c-{len(self.contests) + 1:026d}"
        if contest_id not in self.contests:
            self.add(contest_id, question.caller.workspace_id)
        if key:
            self.made[key] = contest_id
        return Answer(201, self._shown(question, self.contests[contest_id]), {"etag": '"1"'})

    def _show(self, question: Question, contest: dict[str, Any]) -> Answer:
        return Answer(200, self._shown(question, contest), {"etag": f'"{contest["version"]}"'})

    def _patch(self, question: Question, contest: dict[str, Any]) -> Answer:
        self._check_version(question, contest)
        body = copy.deepcopy(question.body)
        if body.get("settings", {}).get("languages") == []:
            wrong = FieldError("settings.languages", "length", {"min": 1, "max": 2})
            raise ServiceProblem(422, "invalid", [wrong])
        settings = {**contest["settings"], **body.get("settings", {})}
        contest["settings"] = {k: v for k, v in settings.items() if v is not None}
        contest["texts"] = {**contest["texts"], **body.get("texts", {})}
        contest["slug"] = body.get("slug") or contest["slug"]
        contest["version"] += 1
        return self._show(question, contest)

    def _delete(self, question: Question, contest: dict[str, Any]) -> Answer:
        self._check_version(question, contest)
        if contest["state"] != "draft":
            raise ServiceProblem(409, "wrong_state")
        del self.contests[contest["id"]]
        return Answer(204, None)

    def _open(self, question: Question, contest: dict[str, Any]) -> Answer:
        self._check_version(question, contest)
        if errors := _blocking(contest):
            raise ServiceProblem(422, "contest_incomplete", errors)
        contest.update(state="open", rules_hash=HASH, version=contest["version"] + 1)
        return self._show(question, contest)

    def _overview(self, question: Question, contest: dict[str, Any]) -> Answer:
        state, shown = question.query.get("state"), self._shown(question, contest)
        decided = "review" in shown["actions"]
        found = [each for each in self.entries if state in (None, each["state"])]
        items = [{**each, "actions": ON_ENTRY.get(each["state"], []) if decided else []}
                 for each in found]  # fmt: skip
        drawn = contest["state"] in ("drawn", "settled")
        outcome = self.outcome if drawn else None
        body = {"contest": shown, "entries": {"items": items, "after": None}, "outcome": outcome}
        return Answer(200, body)

    def _winners(self, contest: dict[str, Any], ref: str = "") -> dict[str, Any]:
        about = {name: contest[name] for name in ("id", "state", "texts", "settings")}
        parcels = [each["parcel"] for each in self.winners if "parcel" in each]
        items = [each for each in self.winners if ref in ("", each["ref"])]
        page = {"contest": about, "items": items, "after": self.more_winners}
        progress = Counter(each for each in parcels if each != "lost")
        return {**page, "progress": dict(progress), "actions": ["write_letter"]}

    def _exports(self, contest: dict[str, Any]) -> dict[str, Any]:
        about = {name: contest[name] for name in ("id", "state", "texts", "settings")}
        return {"contest": about, "items": self.exports, "after": None, "actions": self.exportable}

    def _people(self, question: Question, contest: dict[str, Any]) -> dict[str, Any]:
        about = {name: contest[name] for name in PEOPLE_CONTEST}
        [role] = question.caller.roles
        about["actions"] = ["erase_person"] if role == "owner" else []
        page = {"items": self.people, "after": self.more_people, "countries": self.countries}
        return {"contest": about, **page}

    def _check_version(self, question: Question, contest: dict[str, Any]) -> None:
        if question.headers.get("If-Match") != f'"{contest["version"]}"':
            raise ServiceProblem(412, "stale")

    def _shown(self, question: Question, contest: dict[str, Any]) -> dict[str, Any]:
        shown = copy.deepcopy({k: v for k, v in contest.items() if k != "workspace"})
        shown["blocking"] = [
            {"field": each.field, "code": each.code, "params": dict(each.params)}
            for each in (_blocking(contest) if contest["state"] == "draft" else [])
        ]
        shown["actions"] = _offered(question, contest)
        shown["amendable"] = AMENDABLE if "amend" in shown["actions"] else []
        return shown


def _offered(question: Question, contest: dict[str, Any]) -> list[str]:
    [role] = question.caller.roles
    return [each for each in OFFERED[contest["state"]] if each in MAY.get(role, OFFERED_AT_ALL)]


def _blocking(contest: dict[str, Any]) -> list[FieldError]:
    settings, texts = contest["settings"], contest["texts"]
    found = [
        FieldError(f"settings.{name}", "missing")
        for name in ("opens_at", "closes_at")
        if not settings.get(name)
    ]
    if not (settings.get("organiser") or {}).get("name"):
        found.append(FieldError("settings.organiser.name", "missing"))
    if not settings.get("prizes"):
        found.append(FieldError("settings.prizes", "no_prize"))
    for language in settings.get("languages") or ():
        if not (texts.get(language) or {}).get("title"):
            found.append(FieldError(f"texts.{language}.title", "missing"))
    opens, closes = settings.get("opens_at"), settings.get("closes_at")
    if opens and closes and closes <= opens:
        found.append(FieldError("settings.closes_at", "closes_before_opening"))
    return found
