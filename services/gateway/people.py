"""Everything of one address: `python -m services.gateway.people find|export|erase ADDRESS`."""

import argparse
import json
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from services.gateway.accounts.domain.account import Account
from services.gateway.bootstrap.people import People, people_of
from services.gateway.kit.people import VERBS, Told
from services.gateway.settings import GatewaySettings
from shared import logs
from shared.settings import exit_on_setting_error, load

NOBODY = "Nothing is kept of this address."
STAYS = "it signs in to the console, and stays until an owner closes it"


def main(argv: Sequence[str] | None = None) -> int:
    """Do it; return 0, 1 when a service did not answer or there is no such workspace."""
    arguments = _parser().parse_args(argv)
    with exit_on_setting_error():
        settings = load(GatewaySettings, os.environ)
        logs.configure("gateway", "error")
        people = people_of(settings)
    try:
        return run(people, arguments)
    finally:
        people.close()


def run(people: People, arguments: argparse.Namespace) -> int:
    """Ask every service, print what each says, and name those that did not answer."""
    known = people.workspaces()
    workspaces = [arguments.workspace] if arguments.workspace else known
    if strange := set(workspaces) - set(known):
        print(f"kermesse: there is no workspace {', '.join(sorted(strange))}.", file=sys.stderr)
        return 1
    if arguments.verb == "erase" and not (arguments.yes or _agreed(arguments.address)):
        print("Nothing was erased.")
        return 1
    told = list(people.told(arguments.verb, arguments.address, workspaces))
    colleague = people.colleague(arguments.address)
    if colleague is not None and colleague.workspace_id not in workspaces:
        colleague = None
    if arguments.verb == "export":
        print(json.dumps(_exported(told, colleague), indent=2, ensure_ascii=False))
    else:
        lines = _lines(told, colleague)
        whole = not any(each.problem for each in told)
        print("".join(f"{line}\n" for line in lines or [NOBODY] * whole), end="")
    return _faults(told)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m services.gateway.people")
    parser.add_argument("verb", choices=VERBS)
    parser.add_argument("address", help="an e-mail address")
    parser.add_argument("--workspace", default="", help="of this one alone")
    parser.add_argument("--yes", action="store_true", help="erase without asking")
    return parser


def _agreed(address: str) -> bool:
    """Return whether the address is typed a second time: erasing cannot be undone."""
    if not sys.stdin.isatty():
        print("kermesse: give --yes to erase without being asked.", file=sys.stderr)
        return False
    return input("This cannot be undone. Type the address again to erase: ").strip() == address


def _lines(told: Iterable[Told], colleague: Account | None) -> list[str]:
    lines = [
        f"{each.workspace_id}: {_line(item)}"
        for each in told
        for item in each.answer.get("items", ())
    ]
    if colleague is not None:
        lines.append(f"{colleague.workspace_id}: account of the team, {colleague.role}; {STAYS}")
    return lines


def _line(item: Mapping[str, Any]) -> str:
    said = f"{item['kind']} {item['name']}, {item['where']}, {item['state']}"
    return "; ".join([said, *item["notes"]])


def _exported(told: Iterable[Told], colleague: Account | None) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for each in told:
        if any(each.answer.values()):
            found.setdefault(each.workspace_id, {})[each.service] = each.answer
    if colleague is not None:
        account = {"role": colleague.role, "opened_at": colleague.opened_at.isoformat()}
        found.setdefault(colleague.workspace_id, {})["account"] = account
    return found


def _faults(told: Iterable[Told]) -> int:
    code = 0
    for each in told:
        if each.problem is not None:
            code = 1
            why = _why(each)
            print(f"kermesse: {each.service}, {each.workspace_id}: {why}", file=sys.stderr)
    return code


def _why(told: Told) -> str:
    if told.problem is not None and told.problem.status == 422:
        return "this is no e-mail address."
    return "it does not answer. Nothing is lost: run the command again."


if __name__ == "__main__":
    raise SystemExit(main())
