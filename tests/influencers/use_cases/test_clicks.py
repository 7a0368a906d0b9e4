"""Clicks are judged once, counted once in each figure, read at a flat cost, and forgotten."""

import random
import threading
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from services.influencers.domain.click import KEPT, Agent, Verdict, Visit
from services.influencers.domain.link import Link, LinkKind, LinkState
from services.influencers.entrypoints.subscriptions import handlers
from services.influencers.use_cases.click.count import count_clicks, forget_day
from services.influencers.use_cases.click.judge import judge_clicks
from services.influencers.use_cases.click.read import (
    busiest_network,
    clicks_of_links,
    figures_of_link,
    figures_of_partner,
    figures_of_program,
    ranking,
    visits,
)
from shared.documents import open_database
from shared.errors import NotFound
from tests.contests.interrupting import InterruptedDatabase
from tests.contracts.reading import received
from tests.influencers.bureau import START, WORKSPACE, bureau_over

HUMAN, BOT, DUPLICATE = Verdict.HUMAN, Verdict.BOT, Verdict.DUPLICATE


def said(agent):
    """Return what agents of these tests are."""
    return (Agent.BOT, "says_so") if "bot" in agent else (Agent.PERSON, "")


def visit(number, **more):
    told = {
        "id": f"c-{number:05d}",
        "workspace_id": WORKSPACE,
        "link_id": "l-1",
        "at": START + timedelta(seconds=number),
        "trigger": "link",
        "agent": "a browser",
        "network": "203.0.113.0/24",
        "mark": f"m-{number}",
        **more,
    }
    return Visit(**told)


def judge(bureau, *visits):
    judge_clicks(bureau.context, said, visits)


def count(bureau):
    count_clicks(bureau.context, workspace=WORKSPACE)


def of_link(bureau, link="l-1"):
    counts = clicks_of_links(bureau.context, workspace=WORKSPACE, links=[link])
    return {verdict: number for verdict, number in counts.get(link, {}).items() if number}


def made(bureau, **said):
    """Store a link as `links` makes them."""
    told = {
        "id": "l-1",
        "workspace_id": WORKSPACE,
        "program_id": "p-1",
        "partner_id": "a-1",
        "kind": LinkKind.PARTNER,
        "key": "lea",
        "destination": "https://shop.example/",
        "created_at": START,
        "updated_at": START,
        **said,
    }
    return bureau.context.stores.links.add(Link(**told))


def verdict(bureau, number):
    return bureau.context.stores.clicks.get(WORKSPACE, f"c-{number:05d}").verdict


def test_each_click_is_kept_with_its_verdict_and_told_once(bureau):
    judge(bureau, visit(1), visit(2, agent="a bot"), visit(3, mark="m-1"))
    assert [verdict(bureau, number) for number in (1, 2, 3)] == [HUMAN, BOT, DUPLICATE]
    told = [(event.id, event.data["verdict"]) for event in bureau.events("clicks")]
    assert sorted(told) == [("c-00001", "human"), ("c-00002", "bot"), ("c-00003", "duplicate")]


def test_a_repeat_changes_nothing_however_late(bureau):
    judge(bureau, visit(1))
    count(bureau)
    judge(bureau, visit(1, agent="a bot"), visit(1), visit(2, mark="m-1"))
    count(bureau)
    assert verdict(bureau, 1) is HUMAN
    assert of_link(bureau) == {HUMAN: 1, DUPLICATE: 1}
    assert len(bureau.events("clicks")) == 2


def test_a_browser_is_counted_again_after_an_hour_in_whatever_order_it_is_heard_of(bureau):
    judge(bureau, visit(5000, mark="m"))
    judge(bureau, visit(1000, mark="m"), visit(4999, mark="m"), visit(2000, mark="m"))
    found = {number: verdict(bureau, number) for number in (1000, 2000, 4999, 5000)}
    assert found == {1000: HUMAN, 2000: DUPLICATE, 4999: DUPLICATE, 5000: HUMAN}


def test_a_click_that_is_as_old_as_what_goes_is_not_kept(bureau):
    judge(bureau, visit(1, at=START - KEPT), visit(2))
    assert bureau.context.stores.clicks.get(WORKSPACE, "c-00001") is None
    count(bureau)
    assert of_link(bureau) == {HUMAN: 1}


def test_another_workspace_sees_nothing(bureau):
    made(bureau)
    judge(bureau, visit(1), visit(2, workspace_id="other-house"))
    for workspace in (WORKSPACE, "other-house"):
        count_clicks(bureau.context, workspace=workspace)
    mine = figures_of_link(bureau.context, workspace=WORKSPACE, link="l-1")
    assert mine.total[HUMAN] == 1
    with pytest.raises(NotFound):
        figures_of_link(bureau.context, workspace="other-house", link="l-1")


def test_a_round_that_is_interrupted_at_any_write_counts_each_click_once(bureau, tmp_path):
    program, partner = bureau.opened(), bureau.entered()
    owned = {"program_id": program.id, "partner_id": partner.id}
    judge(bureau, *(visit(number, **owned) for number in range(7)))
    database = open_database("influencers", data_dir=str(tmp_path))
    broken = 0
    for write in range(1, 50):
        interrupted = bureau_over(stopped(database, write), tmp_path)
        try:
            count_clicks(interrupted.context, workspace=WORKSPACE)
        except InterruptedError:
            broken += 1
            judge(bureau, visit(100 + write, **owned))
        else:
            break
    count(bureau)
    database.close()
    assert broken >= 4
    total = 7 + broken
    assert of_link(bureau) == {HUMAN: total}
    of_program = figures_of_program(bureau.context, workspace=WORKSPACE, program=program.id)
    assert of_program.total[HUMAN] == total
    page = ranking(bureau.context, workspace=WORKSPACE, program=program.id, by="ada")
    assert [(each.id, counts[HUMAN]) for each, counts in page.items] == [(partner.id, total)]


def test_several_counting_at_once_while_clicks_come_count_each_once(bureau):
    threads, clicks = 4, 400
    chance = random.Random(7)
    numbers = list(range(clicks))
    chance.shuffle(numbers)

    def work(mine):
        for start in range(0, len(mine), 20):
            judge(bureau, *(visit(each, link_id=f"l-{each % 3}") for each in mine[start:][:20]))
            count(bureau)

    running = [threading.Thread(target=work, args=(numbers[n::threads],)) for n in range(threads)]
    for each in running:
        each.start()
    for each in running:
        each.join()
    count(bureau)
    counts = clicks_of_links(bureau.context, workspace=WORKSPACE, links=["l-0", "l-1", "l-2"])
    wanted = Counter(f"l-{number % 3}" for number in range(clicks))
    assert {link: each[HUMAN] for link, each in counts.items()} == wanted


def test_who_is_left_half_way_is_done_again_by_the_next_who_comes(bureau):
    judge(bureau, visit(1), visit(2))
    rounds, stores = bureau.context.stores.click_rounds, bureau.context.stores
    waiting = [click.visit.id for click in stores.clicks.uncounted(WORKSPACE, 10)]
    slow = rounds.begin(rounds.get(WORKSPACE), waiting)
    count(bureau)
    judge(bureau, visit(3))
    count(bureau)
    assert rounds.end(slow) is None
    assert rounds.begin(slow, ["c-00001"]) is None
    assert of_link(bureau) == {HUMAN: 3}


def test_nothing_waits_once_all_is_counted_and_a_call_meanwhile_is_heard(bureau):
    rounds = bureau.context.stores.click_rounds
    judge(bureau, visit(1))
    before = rounds.get(WORKSPACE)
    judge(bureau, visit(2))
    assert not rounds.rest(before)
    count(bureau)
    later = START + timedelta(days=1)
    assert rounds.collection.claim_due(later, timedelta(seconds=1)) is None
    judge(bureau, visit(3))
    assert rounds.collection.claim_due(later, timedelta(seconds=1))["_id"] == WORKSPACE


def test_figures_are_told_by_day_and_verdict(bureau):
    partner = bureau.entered()
    days = (0, 0, 1, 40)
    for number, day in enumerate(days):
        at = START + timedelta(days=day, seconds=number)
        judge(bureau, visit(number, at=at, partner_id=partner.id, program_id="p-1"))
    judge(bureau, visit(9, agent="a bot", partner_id=partner.id))
    count(bureau)
    bureau.clock.set(START + timedelta(days=40, minutes=1))
    it = {"workspace": WORKSPACE, "partner": partner.id}
    recent = figures_of_partner(bureau.context, **it)
    assert (recent.since, recent.until) == ("2026-03-13", "2026-04-11")
    assert {day: each[HUMAN] for day, each in recent.days.items()} == {"2026-04-11": 1}
    march = figures_of_partner(bureau.context, **it, since="2026-03-01", until="2026-04-10")
    assert {day: (each[HUMAN], each[BOT]) for day, each in march.days.items()} == {
        "2026-03-02": (2, 1),
        "2026-03-03": (1, 0),
    }
    of_program = figures_of_partner(
        bureau.context, **it, program="p-1", since="2026-03-01", until="2026-04-30"
    )
    assert (of_program.total[HUMAN], of_program.total[BOT]) == (4, 0)
    assert visits(bureau.context, **it, since="2026-03-02", until="2026-03-02") == 2


def test_partners_are_ranked_by_people_of_all_time_or_of_a_month_and_the_look_is_noted(bureau):
    program = bureau.opened()
    names = ("Zoé", "Ana", "Max")
    partners = [
        bureau.entered(name=name, email=f"{place}@carnet.example")
        for place, name in enumerate(names)
    ]
    number = 0
    for partner, months in zip(partners, ([1, 0], [3, 0], [0, 2]), strict=True):
        for month, people in enumerate(months):
            for _ in range(people):
                number += 1
                at = START + timedelta(days=35 * month, seconds=number)
                judge(bureau, visit(number, at=at, partner_id=partner.id, program_id=program.id))
    count(bureau)
    it = {"workspace": WORKSPACE, "program": program.id, "by": "ada"}
    whole = ranking(bureau.context, **it)
    assert [(each.name, counts[HUMAN]) for each, counts in whole.items] == [
        ("Ana", 3),
        ("Max", 2),
        ("Zoé", 1),
    ]
    march = ranking(bureau.context, **it, month="2026-03", limit=1)
    assert [each.name for each, _ in march.items] == ["Ana"]
    rest = ranking(bureau.context, **it, month="2026-03", after=march.after)
    assert [each.name for each, _ in rest.items] == ["Zoé"]
    noted = [event.data["refs"] for event in bureau.events("audit")]
    assert [partners[0].id] in noted


def test_figures_of_what_is_not_there_are_not_there(bureau):
    with pytest.raises(NotFound):
        figures_of_partner(bureau.context, workspace=WORKSPACE, partner="a-none")
    with pytest.raises(NotFound):
        figures_of_program(bureau.context, workspace=WORKSPACE, program="p-none")
    with pytest.raises(NotFound):
        ranking(bureau.context, workspace=WORKSPACE, program="p-none", by="ada")


def test_the_busiest_network_of_a_link_in_the_last_hour_is_known(bureau):
    crowd = [visit(number, network="198.51.100.0/24") for number in range(3)]
    judge(bureau, *crowd, visit(8), visit(9, agent="a bot", network="198.51.100.0/24"))
    judge(bureau, visit(10, at=START - timedelta(hours=2)), visit(11, link_id="l-2"))
    bureau.clock.set(START + timedelta(minutes=10))
    assert busiest_network(bureau.context, workspace=WORKSPACE, link="l-1") == (4, 3)
    assert busiest_network(bureau.context, workspace=WORKSPACE, link="l-9") == (0, 0)


def test_the_clicks_of_a_day_go_after_25_months_and_their_figures_stay(bureau):
    made(bureau)
    judge(bureau, visit(1), visit(2, at=START + timedelta(days=1)))
    count(bureau)
    counts = bureau.context.stores.click_counts.collection
    day = datetime(2026, 3, 2, tzinfo=UTC)
    lease = timedelta(seconds=10)
    assert counts.claim_due(day + KEPT - timedelta(seconds=1), lease) is None
    due = counts.claim_due(day + KEPT, lease)
    forget_day(bureau.context, workspace=due["workspace_id"], day=due["period"])
    assert bureau.context.stores.clicks.get(WORKSPACE, "c-00001") is None
    assert verdict(bureau, 2) is HUMAN
    since = figures_of_link(bureau.context, workspace=WORKSPACE, link="l-1", until="2026-03-03")
    assert since.total[HUMAN] == 2
    assert counts.claim_due(day + KEPT, lease) is None


def test_a_link_leads_no_more_once_as_many_people_were_counted_as_its_cap_says(bureau):
    made(bureau, cap=3)
    judge(bureau, visit(1), visit(2), *(visit(n, agent="a bot") for n in range(10, 20)))
    count(bureau)
    links = bureau.context.stores.links
    assert links.get(WORKSPACE, "l-1").state is LinkState.ACTIVE
    judge(bureau, visit(3), visit(4))
    count(bureau)
    assert links.get(WORKSPACE, "l-1").state is LinkState.CAPPED
    [told] = bureau.events("links")
    assert (told.type, told.data["state"]) == ("kermesse.influencers.link.capped.v1", "capped")
    judge(bureau, visit(5))
    count(bureau)
    assert len(bureau.events("links")) == 1
    assert of_link(bureau) == {HUMAN: 5, BOT: 10}


def test_what_the_gateway_tells_is_judged(bureau):
    name = "kermesse.gateway.click.recorded.v1"
    handler = handlers(bureau.context, said)[name]
    told = received(name)
    bureau.clock.set(told.time)
    handler.handle([told, received(name, a_later_field="x")])
    click = bureau.context.stores.clicks.get(WORKSPACE, told.id)
    assert (click.verdict, click.visit.partner_id) == (HUMAN, told.data["partner_id"])
    assert click.visit.at == told.time


def stopped(database, nth):
    """Return a database that stops before its nth write."""

    def stop():
        raise InterruptedError

    return InterruptedDatabase(database, stop, nth)
