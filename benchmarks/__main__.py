"""Runs every benchmark and prints one table with ratios against the fake."""

from __future__ import annotations

import argparse

from benchmarks.differences import difference_costs
from benchmarks.imports import import_costs
from benchmarks.memory import bytes_per_call
from benchmarks.sdk_calls import CALLS, WORLDS, Timing, time_world
from benchmarks.simulated_runs import simulated_run_costs
from benchmarks.suites import plugin_costs


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--without-real", action="store_true", help="leave the real SDK out (it is slow)"
    )
    options = parser.parse_args()
    worlds = [world for world in WORLDS if not (options.without_real and world.startswith("real"))]
    _print_calls({world: time_world(world) for world in worlds})
    print()
    costs = (
        import_costs(),
        plugin_costs(),
        bytes_per_call(),
        difference_costs(),
        simulated_run_costs(),
    )
    for name, value in (line for table in costs for line in table.items()):
        print(f"{name:<58} {value}")


def _print_calls(timings: dict[str, Timing]) -> None:
    """One line a call: microseconds in each world, and how many times the fake's."""
    print(
        f"{'microseconds a call (times the fake)':<38}"
        + "".join(f"{world:>24}" for world in timings)
    )
    for call in CALLS:
        line = f"{call:<38}"
        for timing in timings.values():
            cost = timing.get(call)
            ratio = cost / timings["fake"][call] if cost is not None else 0
            line += f"{'-':>24}" if cost is None else f"{cost:>15.2f} ({ratio:5.1f}x)"
        print(line)


if __name__ == "__main__":
    main()
