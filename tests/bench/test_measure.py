"""Ratios, delays and targets."""

from bench.measure import Amount, Effort, Figure, by_turns, delay, figure, percentile


def test_the_ratio_is_the_median_of_the_turns() -> None:
    measured = figure("ours", [90, 10, 80], "theirs", [100, 100, 100], target=0.75)
    assert (measured.rate, measured.baseline_rate, measured.ratio) == (80, 100, 0.8)
    assert measured.line.met


def test_a_noisy_turn_that_hit_both_changes_nothing() -> None:
    calm = figure("ours", [80, 80, 80], "theirs", [100, 100, 100])
    noisy = figure("ours", [80, 8, 80], "theirs", [100, 10, 100])
    assert calm.ratio == noisy.ratio


def test_a_ratio_below_its_target_is_missed() -> None:
    assert Figure("ours", 59, "theirs", 100, target=0.6).line.met is False


def test_a_figure_without_a_target_is_neither_met_nor_missed() -> None:
    assert Figure("ours", 1, "theirs", 100).line.met is None


def test_the_hundredth_of_a_hundred_does_not_count_in_the_99th_percentile() -> None:
    assert percentile(list(range(1, 101)), 99) == 99
    assert percentile([7.0], 99) == 7.0


def test_the_longest_delay_of_all_rounds_is_told() -> None:
    measured = delay("written to applied", [[0.001] * 99 + [0.5], [0.002] * 100], target=10)
    assert (measured.p50, measured.p99, measured.longest) == (1.5, 1.5, 500)
    assert measured.line.met


def test_an_amount_must_stay_under_its_target() -> None:
    assert Amount("memory", 499, "MB", 500).line.met
    assert not Amount("memory", 500, "MB", 500).line.met


def test_works_take_turns_after_one_that_is_not_counted() -> None:
    order: list[str] = []

    def work(name: str) -> int:
        order.append(name)
        return 1

    rates = by_turns([lambda: work("ours"), lambda: work("theirs")], Effort(runs=2))
    assert order == ["ours", "theirs"] * 3
    assert [len(each) for each in rates] == [2, 2]
