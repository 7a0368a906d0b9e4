"""The command that removes figures asks before it does, as every command."""

import pytest

from services.insights.prune import main


@pytest.mark.parametrize(("asked", "code"), [("--help", 0), ("--dry-run", 2)])
def test_nothing_is_removed_for_who_asks_what_it_would_do(
    asked: str, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main([asked])
    assert ended.value.code == code
    assert "removed" not in capsys.readouterr().out
