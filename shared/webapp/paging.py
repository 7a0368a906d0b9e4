"""Lists are paged by cursor: `after` is where the page before ended."""

from typing import Any

from marshmallow import Schema, fields, validate

MOST_ITEMS = 200


class PageQuery(Schema):
    """The query of a list: `@blueprint.arguments(PageQuery, location="query")`."""

    after = fields.String(
        load_default=None,
        validate=validate.Length(min=1, max=1024),
        metadata={"description": "The `after` of the page before"},
    )
    limit = fields.Integer(
        load_default=50,
        validate=validate.Range(min=1, max=MOST_ITEMS),
        metadata={"description": "How many items at most"},
    )


def page_schema(item: type[Schema]) -> type[Schema]:
    """Return the schema of a page: `items`, and `after` (null on the last page).

    It dumps any object with these two attributes, such as `shared.documents.Page`.
    """
    name = f"{item.__name__.removesuffix('Schema')}Page"
    members: dict[str, fields.Field[Any]] = {
        "items": fields.List(fields.Nested(item), required=True),
        "after": fields.String(required=True, allow_none=True),
    }
    return Schema.from_dict(members, name=name)
