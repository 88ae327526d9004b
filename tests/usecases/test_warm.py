"""What the server loads beside its first page."""

import pytest

from improvement.usecases.warm import warm_up


def test_loops_are_compiled_before_somebody_waits_for_them() -> None:
    pytest.importorskip("numba")
    warm_up()
    from improvement.schedule.monte_carlo_dispatch import run_all
    from improvement.schedule.rcpsp.evolution import evolve

    assert all(getattr(each, "signatures", ()) for each in (run_all, evolve))
