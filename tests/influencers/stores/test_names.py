"""Names stay: of the collections that hold money, of their indexes, of the topics that tell of it.

What is new is added here; what stands is not changed.
"""

import pytest

from services.influencers.manifest import MANIFEST
from tests.influencers.bureau import Bureau

INDEXES = {
    "commissions": {
        *("program", "program_standing", "partner", "moved", "enrolled", "enrolled_standing"),
        *("payable", "taken", "order", "due"),
    },
    "payouts": {"created", "state", "program", "program_state", "partner", "due"},
    "accounts": {"bank"},
    "payers": set[str](),
    "payment_notices": {"due", "received"},
    "orders": {"program", "code", "due"},
    "leads": {"program", "code", "due"},
    "attributions": {"order", "due"},
    "discount_codes": {"program", "partner"},
    "allowances": set[str](),
    "deliveries": {"program", "due"},
    "shop_secrets": set[str](),
    "links": {"created", "program", "partner", "contest", "label"},
    "link_hosts": set[str](),
    "clicks": {"counted", "mark", "link"},
    "click_counts": {"about", "ranking", "due"},
    "click_rounds": {"due"},
    "sign_in_links": {"due"},
    "mails": {"due", "purpose", "accepted", "written", "stranger", "recipient"},
    "mailings": {"due"},
    "outages": {"until"},
}
# Those whose documents hold events.
TELLING = {
    "links",
    "link_hosts",
    "mails",
    *("clicks", "commissions", "payouts", "accounts", "payers"),
    *("attributions", "discount_codes", "shop_secrets"),
}
TOPICS = {"influencers.commission", "influencers.link", "influencers.click", "influencers.payout"}


@pytest.mark.parametrize("collection", sorted(INDEXES))
def test_a_collection_keeps_its_name_and_its_indexes(bureau: Bureau, collection: str) -> None:
    [declared] = [each for each in bureau.database.declared if each.name == collection]
    assert declared.publishes is (collection in TELLING)
    assert {index.name for index in declared.indexes} >= INDEXES[collection]


def test_topics_of_money_are_kept_for_ever() -> None:
    kept = {topic.name for topic in MANIFEST.publishes if topic.retention_ms == -1}
    assert kept >= TOPICS
