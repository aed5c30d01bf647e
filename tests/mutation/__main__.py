"""``python -m tests.mutation``: the mutation test of the knowledge from the command line."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from hepaboard.errors import HepaboardError

from .mutants import CLASSES, FURTHER, REQUIRED
from .report import REQUIRED_PCT, as_json, required, survivors_text, tables
from .run import chosen, prepared, tried

GROUPS = {"required": REQUIRED, "further": FURTHER, "all": CLASSES}


def main() -> int:
    """0 if the required rate is reached, 1 if not, 2 if there is nothing to run."""
    args = _arguments()
    try:
        trials = prepared()
    except HepaboardError as error:
        print(error, file=sys.stderr)
        return 2
    kinds = GROUPS.get(args.classes, (args.classes,))
    places = chosen(trials.mutants, kinds, args.only, args.sample, args.seed)
    if not places:
        print("No mutant is chosen: check --only and --classes.", file=sys.stderr)
        return 2
    outcomes = tried(trials, places, args.jobs, progress=_progress)
    print(file=sys.stderr)
    survived = [outcome for outcome in outcomes if outcome.status == "survived"]
    if args.survivors:
        args.survivors.write_text(survivors_text(survived), encoding="utf-8")
    if args.open:
        lines = sorted(o.mutant.id for o in survived if o.mutant.kind in REQUIRED)
        args.open.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    if args.format == "json":
        print(as_json(outcomes))
    else:
        print(tables(outcomes))
        for outcome in outcomes:
            if outcome.status == "equivalent":
                print(f"\nequivalent  {outcome.mutant.id}\n            {outcome.by}")
        if survived and not args.survivors:
            shown = survived[: args.show]
            print(f"\nSurvivors ({len(shown)} of {len(survived)}; --survivors FILE has all):")
            print(survivors_text(shown))
    count = required(outcomes)
    rate = count.rate_pct
    if rate is None:
        return 0
    words = f"Required classes: {rate:.1f} % of {count.mutants - count.equivalent} noticed"
    print(f"{words} (required {REQUIRED_PCT:.0f} %).", file=sys.stderr)
    return 0 if rate >= REQUIRED_PCT else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.mutation",
        description="Changes one piece of the knowledge at a time; a fixture must notice.",
    )
    parser.add_argument("--sample", type=int, help="try this many mutants only")
    parser.add_argument("--seed", type=int, default=1, help="of the sample")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes")
    sources = "a source, or safety, topics, vocabulary; may be repeated"
    parser.add_argument("--only", action="append", default=[], metavar="S3", help=sources)
    parser.add_argument("--classes", choices=[*GROUPS, *CLASSES], default="all")
    parser.add_argument("--format", choices=["text", "json"], default="text")
    parser.add_argument("--survivors", type=Path, metavar="FILE", help="write them as YAML")
    parser.add_argument("--open", type=Path, metavar="FILE",
                        help="write the ids of the survivors of the required classes")  # fmt: skip
    parser.add_argument("--show", type=int, default=20, help="how many survivors to print")
    return parser.parse_args()


def _progress(done: int, all_: int, survived: int) -> None:
    if done % 20 == 0 or done == all_:
        print(f"\r{done} of {all_} mutants, {survived} survive ", end="", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
