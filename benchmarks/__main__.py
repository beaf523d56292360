"""make bench: measure the product's speed and print one table.

    python -m benchmarks [--only NAME …] [--sizes 1000 10000] [--quick] [--json FILE]

It makes its own servers and data in a temporary directory, and removes them.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import figures, machine, running

if TYPE_CHECKING:
    from benchmarks.bench import Bench
    from benchmarks.data.organization import World

SIZES = (figures.SMALL, figures.MIDDLE, figures.LARGE)
TOY_SIZES = (60,)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "--only", action="append", choices=figures.GROUPS, metavar="NAME", default=[],
        help=f"measure only this, may be repeated: {', '.join(figures.GROUPS)}",
    )  # fmt: skip
    parser.add_argument("--sizes", type=int, nargs="+", metavar="N", help="people, ascending")
    parser.add_argument("--quick", action="store_true", help="toy sizes: whether it runs at all")
    parser.add_argument("--seconds", type=float, default=10.0, help="of each load")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there, too")
    parser.add_argument(
        "--profile", action="store_true", help="what the hot paths do: statements and functions"
    )
    return parser.parse_args()


def main() -> int:
    options = arguments()
    sizes = sorted(options.sizes or (TOY_SIZES if options.quick else SIZES))
    seconds = 1.5 if options.quick else options.seconds
    found = machine.description()
    began = time.monotonic()
    try:
        with running.site() as site:
            from benchmarks.bench import Bench

            bench = Bench(site, seconds=seconds, connections=4 if options.quick else 32)
            failed = measure(bench, sizes, set(options.only or figures.GROUPS), options.profile)
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return 130
    found |= {
        "load_after": machine.description()["load"],
        "load_generator_share_of_one_core": round(bench.load_share, 3),
        "minutes": round((time.monotonic() - began) / 60, 1),
    }
    print(figures.table(bench.readings, sizes))
    print(
        f"\n{found['cores']} cores ({found['processor']}), {found['memory_gb']} GB, Python "
        f"{found['python']}; load before {found['load']} and after {found['load_after']}; the load "
        f"generator took up to {bench.load_share:.0%} of one core; {found['minutes']} minutes.\n"
        "ratio: 1 or more meets the target.  growth: from each size to the next.  own CPU: what "
        "all our processes took together for each; the cores divided by it is the most that a "
        "machine with nothing else to do could reach.  others: the share of this machine that "
        "other programs took meanwhile."
    )
    if options.json:
        document = figures.as_json(bench.readings, found) | {"failed": failed}
        options.json.write_text(json.dumps(document, indent=1), encoding="utf-8")
    for name, reason in failed.items():
        print(f"not measured: {name}: {reason}")
    return 1 if failed else 0


def measure(bench: Bench, sizes: list[int], only: set[str], profile: bool) -> dict[str, str]:
    """Build each size, measure everything wanted at it; returns what could not be measured."""
    from benchmarks.bench import say
    from benchmarks.measures import MEASURES, OVER_THE_WEB, WITH_TRAINING

    if only & OVER_THE_WEB:
        bench.site.start_web()
    failed: dict[str, str] = {}
    for size in sizes:
        world = build(size, training=bool(only & WITH_TRAINING))
        if profile:
            from benchmarks import profiling

            print(profiling.report(bench, world))
        for name, work in MEASURES.items():
            if name not in only:
                continue
            say(f"{name} at {size:,}")
            try:
                work(bench, world)
            except Exception as error:  # one figure less, and the others all the same
                traceback.print_exc()
                failed[f"{name} at {size}"] = f"{type(error).__name__}: {error}"[:500]
    return failed


def build(size: int, *, training: bool) -> World:
    from benchmarks.bench import say
    from benchmarks.data import organization
    from benchmarks.data import training as history

    began = time.perf_counter()
    at = organization.now()
    world = organization.build(size, at=at)
    if training:
        history.enroll_everybody(world, at=at)
    history.analyze()
    say(f"built {size:,} people in {time.perf_counter() - began:.1f} s")
    return world


if __name__ == "__main__":
    raise SystemExit(main())
