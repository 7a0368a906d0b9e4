"""`kermesse account`: open an account for someone of a team, at the console of the machine."""

import argparse
import getpass
import os
import secrets
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from services.gateway.accounts.domain.account import ACCOUNT_FIELDS, ROLES
from shared.errors import AppError, FieldError
from shared.forms.finding import find
from shared.forms.sentences import sentence
from shared.settings import load
from stack.errors import StackError, WrongSetting
from stack.programs import Layout, choose_ports, inherited, service_environ
from stack.secrets import keep
from stack.settings import StackSettings

# What the command calls the fields that are no form's.
OPTIONS = {"workspace_id": "--workspace", "workspace_name": "--workspace-name"}


def add_to(commands: Any) -> None:
    """Add the sub-command and its arguments."""
    parser: argparse.ArgumentParser = commands.add_parser("account", help="open an account")
    parser.add_argument("email", help="the address that signs in")
    parser.add_argument("--workspace", required=True, help="its short name, such as maison-lumen")
    parser.add_argument("--workspace-name", help="its full name (default: the short one)")
    parser.add_argument("--role", choices=ROLES, default="owner")
    password = parser.add_mutually_exclusive_group()
    password.add_argument("--generate", action="store_true", help="choose the password, print it")
    password.add_argument(
        "--password-stdin", action="store_true", help="read the password from standard input"
    )
    parser.set_defaults(run=run)


def ask_password(arguments: argparse.Namespace) -> str:
    """Return the password that is typed, read or generated.

    Raise `WrongSetting` where none is given, or one that is not text.
    """
    if arguments.generate:
        return secrets.token_urlsafe(15)
    try:
        password = _typed(by_hand=not arguments.password_stdin and sys.stdin.isatty())
        # Bytes that are no text may arrive as halves of characters.
        password.encode()
    except EOFError:
        raise WrongSetting("No password was given.") from None
    except UnicodeError:
        raise WrongSetting("The password is not text in UTF-8.") from None
    return password


def _typed(*, by_hand: bool) -> str:
    if not by_hand:
        return sys.stdin.readline().rstrip("\n")
    first = getpass.getpass("Password: ")
    if first != getpass.getpass("The same again: "):
        raise StackError("The two passwords differ.")
    return first


def gateway_environ(environ: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of the gateway of the stack in `KERMESSE_DATA_DIR`."""
    settings = load(StackSettings, environ)
    folder = Path(settings.data_dir).resolve()
    if not settings.mongo_url and not folder.is_dir():
        raise WrongSetting(
            f"KERMESSE_DATA_DIR: there is no folder {folder}. "
            "`kermesse up` makes it; then the account can be opened in it."
        )
    ports = choose_ports({"gateway-web": settings.up_port})
    layout = Layout(folder, ports, keep(folder / "secrets.env", environ), {}, dict(environ))
    return service_environ(layout, "gateway")


def run(arguments: argparse.Namespace) -> int:
    """Open the account and say so; the password is printed only when it was generated here."""
    password = ask_password(arguments)
    open_account(
        gateway_environ(inherited(os.environ)),
        workspace_id=arguments.workspace,
        workspace_name=arguments.workspace_name or arguments.workspace,
        email=arguments.email,
        password=password,
        role=arguments.role,
        must_be_new=True,
    )
    print(f"{arguments.email} can sign in to {arguments.workspace} as {arguments.role}.")
    if arguments.generate:
        print(f"Password: {password}")
    return 0


def open_account(environ: Mapping[str, str], **fields: Any) -> None:
    """Open an account in the gateway's database; raise `StackError` with the reason if refused."""
    from services.gateway.bootstrap.accounts import open_account as open_in_gateway

    try:
        open_in_gateway(environ, **fields)
    except AppError as error:
        wrong = " ".join(_said(each) for each in error.fields)
        raise StackError(f"The account was not opened. {wrong or error.detail}") from error


def _said(wrong: FieldError) -> str:
    found = find(ACCOUNT_FIELDS, wrong.field)
    name = "" if found else OPTIONS.get(wrong.field, wrong.field)
    return sentence(wrong, found, "en", name=name) or f"{name}: {wrong.code}"
