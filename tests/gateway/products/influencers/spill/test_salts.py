"""One salt a day on a machine, whoever asks first, and none of the days before."""

import threading

from services.gateway.products.influencers.spill.salts import Salts


def test_all_who_ask_at_once_are_given_the_same_salt(tmp_path):
    for round_ in range(20):
        given, faults, ready = set(), [], threading.Barrier(8)
        shared = Salts(tmp_path / str(round_))

        def ask(
            folder=tmp_path / str(round_), shared=shared, given=given, faults=faults, ready=ready
        ):
            ready.wait()
            try:
                given.update({shared.of("2026-03-29"), Salts(folder).of("2026-03-29")})
            except OSError as error:
                faults.append(error)

        threads = [threading.Thread(target=ask) for _ in range(8)]
        for each in threads:
            each.start()
        for each in threads:
            each.join()
        assert (faults, len(given)) == ([], 1)
        assert [path.name for path in (tmp_path / str(round_)).iterdir()] == ["salt-2026-03-29"]


def test_a_day_has_a_salt_of_its_own_and_those_before_are_destroyed(tmp_path):
    salts = Salts(tmp_path)
    first = salts.of("2026-03-29")
    assert len(first) == 32
    assert Salts(tmp_path).of("2026-03-29") == first
    (tmp_path / "salt-2026-03-29.left").write_bytes(first)
    assert salts.of("2026-03-30") != first
    assert [path.name for path in tmp_path.iterdir()] == ["salt-2026-03-30"]
