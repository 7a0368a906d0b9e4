"""Contests that partners bring people to, as the API reads and shows them."""

from marshmallow import Schema, fields

from services.influencers.entrypoints.schemas.links import LinkPage
from shared.webapp import PageQuery
from shared.webapp.fields import Instant, text


class BringingBody(Schema):
    """Which contest, and the address of its page."""

    contest_id = text(64, shortest=1, required=True)
    destination = text(2000, shortest=1, required=True)


class BringingSchema(Schema):
    """The links to a contest in a program: `ready` of `reached` partners have theirs."""

    program_id = fields.String(required=True)
    program_name = fields.String(required=True)
    contest_id = fields.String(required=True)
    destination = fields.String(required=True)
    state = fields.String(required=True)
    asked_at = Instant(required=True)
    done_at = Instant(required=True, allow_none=True)
    reached = fields.Integer(required=True)
    ready = fields.Integer(required=True)


class ContestLinksQuery(PageQuery):
    """Which contest; the page is one of its links."""

    contest_id = text(64, shortest=1, required=True)


class OpenProgramSchema(Schema):
    """A program whose partners may be asked."""

    program_id = fields.String(required=True)
    program_name = fields.String(required=True)


class ContestLinksSchema(Schema):
    """The links to a contest, the newest first, and how far they are: the last asked first.

    `programs` are open, where the caller may `bring`; `actions` are what the caller may do now.
    """

    links = fields.Nested(LinkPage, required=True)
    asked = fields.List(fields.Nested(BringingSchema), required=True)
    programs = fields.List(fields.Nested(OpenProgramSchema), required=True)
    actions = fields.List(fields.String(), required=True)
