"""What a product tells the gateway: its pages, its words, its place among the others.

Products are independent of each other, and nothing here knows one of them: `bootstrap` names them,
and what follows joins what they bring.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any, cast

from flask import Blueprint, Flask, current_app, url_for
from jinja2 import BaseLoader, ChoiceLoader, FileSystemLoader, PrefixLoader
from markupsafe import Markup

from services.gateway.kit.parts import Parts
from services.gateway.kit.sentences import Words

KEY = "kermesse-products"
HERE = Path(__file__).parent
CONSOLE = "/<any(fr, en):lang>"
AUDIENCE = f"{CONSOLE}/w/<workspace>"
PORTAL = f"{AUDIENCE}/portal"
# Where the team comes in.
DOOR = "accounts.console.sign_in"

StartResponse = Callable[..., Any]
BeforeFlask = Callable[[dict[str, Any], StartResponse], Iterable[bytes] | None]
Piece = Callable[..., str]


@dataclass(frozen=True)
class Link:
    """One line of the navigation."""

    text: str
    url: str
    current: bool = False


@dataclass(frozen=True)
class Group:
    """Lines of the navigation under one title."""

    title: str
    links: Sequence[Link]


def _no_groups() -> Sequence[Group]:
    return ()


@dataclass(frozen=True)
class Product:
    """A part of the gateway with pages of its own.

    `name` is the first part of its endpoints (`contests.console.edit`) and the first folder of its
    templates' names (`contests/console/edit.html`); `folder` holds `templates`, and where there are
    some `translations` and `static`. `console` stands under `/<lang>`, `public` under
    `/<lang>/w/<workspace>`, `portal` (of who is signed in to one workspace without being of its
    team) under `/<lang>/w/<workspace>/portal`. `first_page` is the endpoint of the page that a
    visit begins with. `doors` say, by role, at which page whoever has no account comes in.

    `pieces` fill named places on the pages of others: place → function of what that page says
    there, returning HTML that is safe. `before_flask` makes, of the gateway's parts, what answers
    a request of the WSGI server or returns None.
    """

    name: str
    folder: Path
    console: Blueprint | None = None
    public: Blueprint | None = None
    portal: Blueprint | None = None
    doors: Mapping[str, str] = field(default_factory=dict)
    first_page: str = ""
    navigation: Callable[[], Sequence[Group]] = _no_groups
    words: Words = field(default_factory=Words)
    pieces: Mapping[str, Piece] = field(default_factory=dict)
    before_flask: Callable[[Parts], BeforeFlask] | None = None


def install(app: Flask, products: Sequence[Product]) -> None:
    """Join `products`, in the order of the navigation."""
    app.extensions[KEY] = tuple(products)
    app.jinja_loader = _templates(products)
    app.jinja_env.globals.update(first_page=first_page, side_bar=side_bar, pieces=pieces)
    for product in products:
        app.register_blueprint(_pages(product))


def load_screens(package: str, path: Iterable[str]) -> None:
    """Import every module of a package: each adds its views to the package's blueprint."""
    for found in iter_modules(path):
        import_module(f"{package}.{found.name}")


def folders(products: Iterable[Product], name: str) -> tuple[Path, ...]:
    """Return the folders of this name: the kit's, then those of the products that have one."""
    wanted = (folder / name for folder in (HERE, *(each.folder for each in products)))
    return tuple(folder for folder in wanted if folder.is_dir())


def first_page(**values: Any) -> str:
    """Return the address of the page that a visit of the console begins with."""
    return url_for(next(each.first_page for each in _products() if each.first_page), **values)


def door_of(roles: Iterable[str], **values: Any) -> str:
    """Return the address of the page where somebody of these roles comes in."""
    return url_for(own_door(roles), **values)


def own_door(roles: Iterable[str]) -> str:
    """Return the endpoint of that page: the team's, unless a product has one for a role."""
    own = {role: door for each in _products() for role, door in each.doors.items()}
    return next((own[role] for role in roles if role in own), DOOR)


def side_bar() -> list[Group]:
    """Return the groups of the navigation."""
    return [group for each in _products() for group in each.navigation()]


def pieces(place: str, **what: Any) -> Markup:
    """Return what products bring for a place on a page of another, one after the other."""
    brought = (each.pieces[place](**what) for each in _products() if place in each.pieces)
    return Markup("").join(Markup(piece) for piece in brought)  # noqa: S704 - safe by contract


def _products() -> Sequence[Product]:
    return cast(Sequence[Product], current_app.extensions[KEY])


def _templates(products: Iterable[Product]) -> BaseLoader:
    own = {each.name: FileSystemLoader(each.folder / "templates") for each in products}
    return ChoiceLoader([FileSystemLoader(HERE / "templates"), PrefixLoader(own)])


def _pages(product: Product) -> Blueprint:
    pages = Blueprint(product.name, __name__)
    if product.console is not None:
        pages.register_blueprint(product.console, url_prefix=CONSOLE)
    if product.public is not None:
        pages.register_blueprint(product.public, url_prefix=AUDIENCE)
    if product.portal is not None:
        pages.register_blueprint(product.portal, url_prefix=PORTAL)
    return pages
