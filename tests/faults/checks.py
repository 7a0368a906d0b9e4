"""What must hold after everything: nothing acknowledged is missing, nothing is counted twice."""

import json
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from shared.documents import Document
from stack.driver.kit.mailbox import Letter
from stack.driver.kit.waiting import NeverCame, wait_until
from stack.driver.stories.contest.proving import Verifier
from tests.contests.receipts import receipt_holds
from tests.faults.ledger import Bounds, Ledger
from tests.faults.traps import claim_of
from tests.harness.site import WORKSPACE, Site

QUIET_SECONDS = 60.0


class Lost(AssertionError):
    """Something that was acknowledged is not there, or something is there twice."""


def must(holds: object, what: str) -> None:
    """Raise `Lost` with `what` unless it holds."""
    if not holds:
        raise Lost(what)


@dataclass
class Papers:
    """What anyone can read of a contest after its draw."""

    lines: list[str]
    certificate: bytes
    seal: str
    public: dict[str, Any] = field(repr=False)

    @property
    def drawn(self) -> dict[str, Any]:
        """The certificate's values."""
        return dict(json.loads(self.certificate))


def read_papers(site: Site, contest: str) -> Papers:
    """Read list, certificate and seal over the API."""
    commitment = site.ask("GET", "contests", f"/contests/{contest}/commitment", "public").json()
    return Papers(
        read_list(site, contest),
        read_certificate(site, contest),
        commitment["seal"],
        site.ask("GET", "contests", f"/contests/{contest}").json(),
    )


def read_list(site: Site, contest: str) -> list[str]:
    """Return the sealed list."""
    lines: list[str] = []
    after = ""
    while after is not None:
        params = {"after": after} if after else {}
        path = f"/contests/{contest}/list"
        page = site.ask("GET", "contests", path, "public", params=params).json()
        lines, after = lines + page["items"], page["after"]
    return lines


def read_certificate(site: Site, contest: str) -> bytes:
    """Return the certificate's bytes."""
    return site.ask("GET", "contests", f"/contests/{contest}/certificate", "public").content


def check_list(ledger: Ledger, papers: Papers) -> None:
    """Every acknowledged entry stands in the list, once; the list is the certificate's."""
    check_listed(ledger, papers.lines)
    must(papers.drawn["list"] == papers.lines, "the certificate's list is not the sealed one")


def check_listed(ledger: Ledger, lines: Sequence[str]) -> None:
    """Every acknowledged entry stands in the list, once."""
    refs = Counter(line.partition("|")[0] for line in lines)
    missing = [who for who, ref in ledger.confirmed.items() if refs[ref] == 0]
    must(not missing, f"{len(missing)} acknowledged entries are missing: {missing[:5]}")
    twice = [ref for ref, count in refs.items() if count != 1]
    must(not twice, f"twice in the list: {twice[:5]}")


def mailed_receipts(folders: Sequence[Path]) -> dict[str, dict[str, Any]]:
    """Return the receipts that came by mail, by ref."""
    attached = (letter.attached_json() for letter in letters(folders))
    return {receipt["ref"]: receipt for receipt in attached if receipt}


def check_receipts(ledger: Ledger, receipts: dict[str, dict[str, Any]], papers: Papers) -> None:
    """Who was acknowledged holds a receipt, signed by the contest's key, in the list."""
    lines, key = set(papers.lines), papers.public["settings"]["receipts"]
    missing = set(ledger.confirmed.values()) - set(receipts)
    must(not missing, f"{len(missing)} receipts never came: {sorted(missing)[:5]}")
    for ref, receipt in receipts.items():
        must(receipt_holds(key, receipt), f"the receipt of {ref} is not signed")
        must(f"{ref}|{receipt['weight']}" in lines, f"the receipt of {ref} is not in the list")


def verify_outside(
    site: Site, contest: str, folder: Path, papers: Papers, receipts: Sequence[dict[str, Any]]
) -> None:
    """Let the published verifier say that certificate, seal and some receipts hold."""
    program = site.ask("GET", "contests", f"/contests/{contest}/verify.py", "public").content
    verifier = Verifier(folder, program)
    certificate = verifier.write("certificate.json", papers.certificate)
    for receipt in receipts:
        path = verifier.write_json(f"{receipt['ref']}.json", receipt)
        verifier.must_hold(certificate, "--seal", papers.seal, "--receipt", path.name)


def documents(site: Site, contest: str, name: str) -> list[Document]:
    """Return the documents of a contest in the collection `name`."""
    collection = site.foundation.database.collection(name)
    page = collection.find(WORKSPACE, {}, limit=500)
    found = page.items
    while page.after is not None:
        page = collection.find(WORKSPACE, {}, after=page.after, limit=500)
        found += page.items
    return [one for one in found if one["contest_id"] == contest]


def counted(entries: Sequence[Document]) -> dict[str, dict[str, int]]:
    """Return how many documents of each source are entered and confirmed."""
    lines: dict[str, dict[str, int]] = {}
    for entry in entries:
        line = lines.setdefault(entry["source"], {"submitted": 0, "confirmed": 0})
        line["submitted"] += 1
        line["confirmed"] += entry["state"] == "confirmed"
    return lines


def figures(site: Site, contest: str) -> dict[str, dict[str, int]]:
    """Return what insights show by source."""
    answer = site.ask("GET", "insights", f"/contests/{contest}/figures").json()
    return {line.pop("source"): line for line in answer["by_source"]}


def check_figures(
    site: Site, contest: str, ledger: Ledger, seconds: float = QUIET_SECONDS
) -> Counter[str]:
    """Insights show exactly the clients' own list, by source; so do the documents.

    Refusals are counted until the seal: those told before it are all there, and no more than were
    asked for until it was over; what the documents hold, insights show. Returns them by source.
    """
    wanted, stored = ledger.by_source(), counted(documents(site, contest, "entries"))
    must(stored == wanted, f"the documents hold {stored}, the clients were told {wanted}")
    refused = counted_refusals(site, contest, ledger)
    names = {*wanted, *refused}
    none = {"submitted": 0, "confirmed": 0}
    lines = {name: {**wanted.get(name, none), "refused": refused[name]} for name in names}
    wait_for_figures(site, contest, lines, seconds)
    return refused


def counted_refusals(site: Site, contest: str, ledger: Ledger) -> Counter[str]:
    """Return the stored refusals by source; raise `Lost` unless they are those of the clients."""
    kept = site.foundation.database.collection("contests").get(WORKSPACE, contest)
    assert kept is not None
    instants = (kept.get(name) for name in ("sealing_at", "sealed_at"))
    sealing, sealed = (at.timestamp() if at else math.inf for at in instants)
    held = Counter(str(one["source"]) for one in documents(site, contest, "refusals"))
    check_refusals(held, ledger.counted_refusals(sealing, sealed))
    return held


def check_refusals(held: Counter[str], bounds: Mapping[str, Bounds]) -> None:
    """So many are stored of each source as must be counted, and no more than may be."""
    for source in {*held, *bounds}:
        told = bounds.get(source, Bounds())
        must(
            told.fewest <= held[source] <= told.most,
            f"{held[source]} refusals of {source} are stored, the clients were told of {told}",
        )


def check_figures_of_documents(site: Site, contest: str) -> None:
    """Insights show exactly what the documents hold, by source, where nobody was refused."""
    stored = counted(documents(site, contest, "entries"))
    wanted = {source: {**line, "refused": 0} for source, line in stored.items()}
    wait_for_figures(site, contest, wanted, QUIET_SECONDS)


def wait_for_figures(
    site: Site, contest: str, wanted: dict[str, dict[str, int]], seconds: float
) -> None:
    """Wait until insights show exactly this; raise `Lost` with both."""
    seen = list[Any]([None])

    def agrees() -> bool:
        seen[0] = figures(site, contest)
        return bool(seen[0] == wanted)

    try:
        wait_until(agrees, "the figures", seconds, 0.2)
    except NeverCame:
        raise Lost(f"insights show {seen[0]}, it must be {wanted}") from None


def check_winners(folders: Sequence[Path], papers: Papers) -> None:
    """Each winner was mailed, one more than once, under one Message-ID of their own."""
    ids: dict[str, set[str]] = {}
    told = [letter for letter in letters(folders) if claim_of(letter.raw)]
    for letter in told:
        ids.setdefault(ref_in(letter, papers), set()).add(str(letter.message["Message-ID"]))
    refs = {winner["ref"] for winner in papers.drawn["winners"]}
    must(set(ids) == refs, f"mailed {sorted(ids)}, won {sorted(refs)}")
    must(all(len(each) == 1 for each in ids.values()), f"several Message-IDs: {ids}")
    must(len(set.union(*ids.values())) == len(refs), f"shared Message-IDs: {ids}")
    # A worker died before its mail server could say yes: that mail must have come again.
    must(len(told) > len(refs), "no mail came again")


def ref_in(letter: Letter, papers: Papers) -> str:
    """Return the ref of the winner whom a letter tells."""
    won = [winner["ref"] for winner in papers.drawn["winners"] if winner["ref"] in letter.text]
    return won[0] if len(won) == 1 else f"{len(won)} winners in {letter.id}"


def letters(folders: Sequence[Path]) -> list[Letter]:
    """Return the mails of some folders."""
    return [Letter(path.stem, path.read_bytes())
            for folder in folders for path in sorted(folder.glob("*.eml"))]  # fmt: skip


def check_mails(folders: Sequence[Path]) -> None:
    """A Message-ID stands for one mail: the same person, the same subject."""
    said: dict[str, set[tuple[str, str]]] = {}
    for letter in letters(folders):
        mail = letter.message
        about = (str(mail["To"]), str(mail["Subject"]))
        said.setdefault(str(mail["Message-ID"]), set()).add(about)
    shared = {name: about for name, about in said.items() if len(about) > 1}
    must(not shared, f"one Message-ID for several mails: {shared}")
