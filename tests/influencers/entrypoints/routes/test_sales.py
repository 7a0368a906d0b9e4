"""The API from an order to a commission, as a script, a shop, a team and a partner use it."""

import json
from typing import Any

import pytest

from services.influencers.domain.shop import signed
from shared.auth import Caller, TokenSigner
from shared.ids import SeededIds
from tests.influencers.bureau import GATEWAY_KEY, WORKSPACE, Bureau
from tests.influencers.selling import Shop


@pytest.fixture
def shop(bureau: Bureau) -> Shop:
    return Shop(bureau)


def ask(shop: Shop, method: str, path: str, body: Any = None, role: str = "owner") -> Any:
    headers = shop.bureau.bearer(role)
    return shop.bureau.client().open(f"/api/v1{path}", method=method, json=body, headers=headers)


def told(shop: Shop, *orders: Any) -> dict[str, Any]:
    return {"program_id": shop.program.id, "orders": list(orders)}


def test_from_a_code_to_a_commission_that_is_let_go(shop: Shop) -> None:
    ana = shop.partner()
    body = {"program_id": shop.program.id, "code": "ANA10"}
    code = ask(shop, "POST", f"/partners/{ana}/codes", body)
    assert (code.status_code, code.get_json()["actions"]) == (201, ["disable"])
    sale = shop.sale("A-1", 10_000, code="ana10", buyer="p1@partners.example")
    answer = ask(shop, "POST", "/orders", told(shop, sale)).get_json()
    assert [each["state"] for each in answer["answers"]] == ["kept"]
    shop.work()
    [listed] = ask(shop, "GET", f"/programs/{shop.program.id}/orders").get_json()["items"]
    assert (listed["decided"], listed["total"]["amount"]) == (True, 10_000)
    whole = ask(shop, "GET", f"/orders/{listed['id']}").get_json()
    [line] = whole["lines"]
    assert line["decision"]["why"] == "code_used"
    assert line["decision"]["partner_name"] == "Le carnet d’Élise"
    [commission] = line["commissions"]
    assert commission["reasons"] == ["waited", "self_referral"]
    assert commission["actions"] == ["release", "hold"]
    path = f"/commissions/{commission['id']}"
    answer = ask(shop, "POST", f"{path}/release", {"reason": "self_referral"})
    assert answer.get_json()["reasons"] == ["waited"]
    assert ask(shop, "POST", f"{path}/release", {"reason": "dispute"}).status_code == 409
    held = ask(shop, "POST", f"{path}/hold", {"reason": "dispute"}).get_json()
    assert held["standing"] == "held"
    query = f"/programs/{shop.program.id}/commissions?standing=held"
    [found] = ask(shop, "GET", query).get_json()["items"]
    assert (found["id"], found["partner_name"]) == (commission["id"], "Le carnet d’Élise")
    [own] = ask(shop, "GET", f"/partners/{ana}/commissions").get_json()["items"]
    assert own["earned"] == {"amount": 1_250, "currency": "EUR"}


def test_the_api_says_who_lost_and_decides_anew(shop: Shop) -> None:
    ana, zoe = shop.partner(), shop.partner()
    shop.code(ana, "ANA10")
    shop.tell(shop.sale("A-1", 10_000, code="ANA10", link="nowhere"))
    shop.work()
    path = f"/orders/{shop.order().id}"
    decision = ask(shop, "GET", path).get_json()["lines"][0]["decision"]
    assert [(each["way"], each["why"]) for each in decision["lost"]] == [("link", "no_partner")]
    assert decision["actions"] == ["decide"]
    body = {"partner_id": zoe, "note": "It was her video."}
    answer = ask(shop, "POST", f"/attributions/{decision['id']}/decide", body).get_json()
    assert (answer["partner_id"], answer["actions"]) == (zoe, [])
    shop.work()
    commissions = ask(shop, "GET", path).get_json()["lines"][0]["commissions"]
    assert [(each["partner_id"], each["void"]) for each in commissions] == [
        (zoe, ""),
        (ana, "attributed_anew"),
    ]


def test_only_its_partner_appeals(shop: Shop) -> None:
    ana = shop.partner(email="ana@studio.example")
    shop.code(ana, "ANA10")
    shop.tell(shop.sale(code="ANA10", buyer="ana@studio.example"))
    shop.work()
    path = f"/api/v1/commissions/{shop.commission(ana).id}/appeal"
    for partner, status in (("somebody", 404), (ana, 200), (ana, 409)):
        caller = Caller(partner, WORKSPACE, frozenset({"partner"}), "request-1")
        signer = TokenSigner(GATEWAY_KEY, shop.bureau.clock, SeededIds(9))
        headers = {"Authorization": f"Bearer {signer.sign(caller, 'influencers')}"}
        answer = shop.bureau.client().post(path, json={}, headers=headers)
        assert answer.status_code == status


def test_a_part_that_is_wrong_says_what_to_do(shop: Shop) -> None:
    wrong = shop.sale("A-1")
    wrong["lines"][0]["amount"] = {"amount": 12.5, "currency": "EUR"}
    answer = ask(shop, "POST", "/orders", told(shop, wrong)).get_json()["answers"][0]
    [error] = answer["errors"]
    assert (answer["state"], error["field"]) == ("refused", "lines.0.amount.amount")
    assert "whole number of minor units" in error["detail"]
    assert ask(shop, "POST", "/orders", told(shop)).status_code == 422


def test_what_was_refused_is_read_by_the_team(shop: Shop) -> None:
    ask(shop, "POST", "/orders", told(shop, {"type": "gift", "order_id": "A-1"}))
    [kept] = ask(shop, "GET", f"/programs/{shop.program.id}/deliveries").get_json()["items"]
    assert (kept["refused"], kept["answers"][0]["slug"]) == (1, "unknown_type")
    shop.bureau.clock.advance(days=31)
    shop.work()
    assert ask(shop, "GET", f"/programs/{shop.program.id}/deliveries").get_json()["items"] == []


def sign(shop: Shop, raw: bytes, header: str) -> Any:
    headers = {**shop.bureau.bearer("public"), "Kermesse-Signature": header}
    return shop.bureau.client().post("/api/v1/public/shop", data=raw, headers=headers)


def test_a_shop_signs_the_very_bytes(shop: Shop) -> None:
    assert ask(shop, "GET", "/shop-secret").get_json() == {"made_at": None, "actions": ["make"]}
    raw = json.dumps(told(shop, shop.sale("A-1"), {"type": "gift"})).encode()
    now = shop.bureau.clock.now()
    assert sign(shop, raw, signed(raw, "any", now)).status_code == 401
    secret = ask(shop, "POST", "/shop-secret", {}).get_json()["secret"]
    answer = sign(shop, raw, signed(raw, secret, now))
    assert [each["slug"] for each in answer.get_json()["answers"]] == ["", "unknown_type"]
    repeat = sign(shop, raw, signed(raw, secret, now))
    assert repeat.get_json() == answer.get_json()
    assert shop.order().total.amount == 10_000
    wrong = sign(shop, raw + b" ", signed(raw, secret, now))
    assert (wrong.status_code, wrong.get_json()["slug"]) == (401, "bad_signature")
    shop.bureau.clock.advance(minutes=6)
    late = sign(shop, raw, signed(raw, secret, now))
    assert (late.status_code, late.get_json()["slug"]) == (401, "stale_signature")
    broken = b"{"
    header = signed(broken, secret, shop.bureau.clock.now())
    assert sign(shop, broken, header).status_code == 400
    ask(shop, "POST", "/shop-secret", {})
    header = signed(raw, secret, shop.bureau.clock.now())
    assert sign(shop, raw, header).status_code == 401
    assert secret.encode() not in json.dumps(shop.bureau.acts("shop_secrets")).encode()


def test_whoever_takes_their_data_out_has_codes_and_commissions(shop: Shop) -> None:
    ana = shop.partner(email="ana@studio.example")
    shop.code(ana, "ANA10")
    shop.tell(shop.sale(code="ANA10"))
    shop.work()
    taken = ask(shop, "POST", "/people/export", {"email": "ana@studio.example"}).get_json()
    assert [each["code"] for each in taken["codes"]] == ["ANA10"]
    assert [each["earned"]["amount"] for each in taken["commissions"]] == [1_250]
