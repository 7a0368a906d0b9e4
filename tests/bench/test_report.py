"""What a run prints."""

import json
from pathlib import Path

import pytest

from bench import report
from bench.__main__ import main
from bench.measure import Delay, Figure

LINES = [
    ("documents", Figure("insert", 80, "sqlite3 alone", 100, target=0.6).line),
    ("latency", Delay("over Kafka", 10, 151, 300, target=150).line),
]


def test_a_line_tells_what_was_reached_and_whether_it_is_enough() -> None:
    told = [report.text(name, line) for name, line in LINES]
    assert "80%" in told[0] and "80/s against 100/s sqlite3 alone" in told[0]
    assert "(at least 60%: met)" in told[0]
    assert "p99 151.0 ms" in told[1] and "(p99 under 150 ms: missed)" in told[1]


def test_the_table_names_the_machine_and_each_target() -> None:
    table = report.markdown(LINES, {"processor": "one of two cores"})
    assert "| processor | one of two cores |" in table
    assert "| at least 60% | met |" in table
    assert "| p99 under 150 ms | missed |" in table


def test_results_are_kept_for_comparison(tmp_path: Path) -> None:
    report.write(tmp_path / "results.json", LINES, {"Python": "3.11"})
    kept = json.loads((tmp_path / "results.json").read_text())
    assert kept["machine"] == {"Python": "3.11"}
    assert [each["met"] for each in kept["results"]] == [True, False]


def test_a_bench_that_does_not_exist_is_refused_by_name(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit):
        main(["dokuments"])
    assert "no bench is called dokuments" in capsys.readouterr().err
