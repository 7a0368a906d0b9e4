"""Partners: one for each address, found by name or address, noted before anybody sees them."""

from dataclasses import replace

import pytest

from services.influencers.domain.errors import PartnerErased, PartnerExists
from services.influencers.domain.partner import PartnerForm
from services.influencers.use_cases.partner.enter import enter_partner
from services.influencers.use_cases.partner.list import list_partners, search_partners
from services.influencers.use_cases.partner.read import read_partner
from services.influencers.use_cases.partner.save import save_partner
from services.influencers.use_cases.people.erase import erase_person
from services.influencers.use_cases.repeats import IdempotencyConflict
from shared.errors import Invalid, StaleVersion
from tests.influencers.bureau import PARTNER, WORKSPACE, Bureau

WHO = {"workspace": WORKSPACE, "by": "ada"}
FORM = PartnerForm(**PARTNER)


def test_another_spelling_of_an_address_is_the_same_partner(bureau: Bureau) -> None:
    first = bureau.entered(email="zoe.marchetti@gmail.com")
    with pytest.raises(PartnerExists) as refused:
        bureau.entered(email="ZoeMarchetti+shop@googlemail.com")
    assert refused.value.extra == {"partner_id": first.id}


def test_another_workspace_has_a_key_of_its_own(bureau: Bureau) -> None:
    mine = bureau.entered()
    other = enter_partner(bureau.context, workspace="elsewhere", form=FORM, by="bob")
    assert mine.address_key != other.address_key


def test_what_is_no_address_is_refused(bureau: Bureau) -> None:
    with pytest.raises(Invalid) as refused:
        bureau.entered(email="zoe")
    assert [(each.field, each.code) for each in refused.value.fields] == [("email", "email")]


def test_the_same_request_twice_makes_one_partner(bureau: Bureau) -> None:
    first = enter_partner(bureau.context, **WHO, form=FORM, idempotency_key="k")
    assert enter_partner(bureau.context, **WHO, form=FORM, idempotency_key="k") == first
    assert bureau.acts("partners") == ["partner_enter"]
    with pytest.raises(IdempotencyConflict):
        other = replace(FORM, name="Bastien")
        enter_partner(bureau.context, **WHO, form=other, idempotency_key="k")


def test_a_partner_is_found_by_the_whole_address_or_the_beginning_of_the_name(
    bureau: Bureau,
) -> None:
    zoe = bureau.entered()
    bureau.entered(name="Bastien Roux", email="bastien@roux.example")
    for text in ("ZOE@marchetti.example", "zoé", "  Zoé   march"):
        found = search_partners(bureau.context, **WHO, text=text).items
        assert [each.id for each in found] == [zoe.id]
    assert search_partners(bureau.context, **WHO, text="marchetti").items == []


def test_a_list_holds_those_of_a_kind_and_a_country(bureau: Bureau) -> None:
    bureau.entered()
    press = bureau.entered(email="a@salon.example", kind="press", country="BE")
    for chosen in ({"kind": "press"}, {"country": "BE"}, {"kind": "press", "country": "BE"}):
        found = list_partners(bureau.context, **WHO, **chosen).items
        assert [each.id for each in found] == [press.id]


def test_whoever_sees_partners_is_noted_by_ids_before(bureau: Bureau) -> None:
    partner = bureau.entered()
    list_partners(bureau.context, **WHO)
    read_partner(bureau.context, **WHO, partner=partner.id)
    search_partners(bureau.context, **WHO, text="nobody@salon.example")
    notes = [each.data for each in bureau.events("audit")]
    assert sorted((each["purpose"], tuple(each["refs"])) for each in notes) == [
        ("partner", (partner.id,)),
        ("partners", (partner.id,)),
        ("search", ()),
    ]
    assert "zoe" not in str(notes).casefold()


def test_whoever_cannot_be_noted_sees_nobody(bureau: Bureau) -> None:
    partner = bureau.entered()

    class Full:
        def add(self, _note: object) -> None:
            raise OSError("full")

    stores = replace(bureau.context.stores, audit=Full())  # type: ignore[arg-type]
    context = replace(bureau.context, stores=stores)
    with pytest.raises(OSError, match="full"):
        read_partner(context, **WHO, partner=partner.id)


def test_a_correction_counts_for_the_version_that_was_read(bureau: Bureau) -> None:
    partner = bureau.entered()
    other = replace(FORM, name="Zoé M.", email="zoe@ailleurs.example")
    saved = save_partner(bureau.context, **WHO, partner=partner.id, version=1, form=other)
    assert (saved.name, saved.email, saved.version) == ("Zoé M.", "zoe@ailleurs.example", 2)
    with pytest.raises(StaleVersion):
        save_partner(bureau.context, **WHO, partner=partner.id, version=1, form=FORM)


def test_a_correction_takes_no_address_of_another_partner(bureau: Bureau) -> None:
    partner = bureau.entered()
    other = bureau.entered(email="b@roux.example")
    with pytest.raises(PartnerExists) as refused:
        form = replace(FORM, email="b@roux.example")
        save_partner(bureau.context, **WHO, partner=partner.id, version=1, form=form)
    assert refused.value.extra == {"partner_id": other.id}


def test_nothing_that_was_worked_out_of_a_person_outlives_their_erasure(bureau: Bureau) -> None:
    partner = enter_partner(bureau.context, **WHO, form=FORM, idempotency_key="k")
    erase_person(bureau.context, **WHO, email=PARTNER["email"])
    left = bureau.context.stores.partners.get(WORKSPACE, partner.id)
    assert partner.request_hash
    assert (left.request_hash, left.address_key) == ("", f"erased:{partner.id}")


def test_who_was_erased_is_not_written_again(bureau: Bureau) -> None:
    partner = bureau.entered()
    erase_person(bureau.context, **WHO, email=PARTNER["email"])
    with pytest.raises(PartnerErased):
        save_partner(bureau.context, **WHO, partner=partner.id, version=2, form=FORM)
