#!/usr/bin/env python3
"""How long hostile texts take in kramdown's dialect, against plain Python-Markdown and against an eighth of each text.

    python benchmarks/dialect.py [--length 1000000] [--unit TEXT ...]
    python benchmarks/dialect.py --length 50000 --random 500 [--seed 1]

Each text is one of `hostile_texts.py`, repeated, or made at random of the fragments there. Each reading is a process
of its own; its processor time counts, without that of the imports. Plain Python-Markdown (with `extra`, `toc` and
`smarty`) is stopped when it has taken a twentieth of our time, or five seconds where that is more, so that more ratios
can be told. Nothing is asserted.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time

import hostile_texts

MOST = 20
"""So many times the time of plain Python-Markdown a text may take."""
LEAST_WAIT_S = 5.0
PATIENCE_S = 600.0


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--length", type=int, default=1_000_000, help="characters of a text (1000000)")
    parser.add_argument("--unit", action="append", help="a text to repeat instead of all, with escapes as in Python")
    parser.add_argument("--random", type=int, default=0, help="so many texts made at random instead")
    parser.add_argument("--seed", type=int, default=1, help="the same texts for the same seed (1)")
    parser.add_argument("--read", nargs=2, metavar=("EXTENSIONS", "UNIT"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.read:
        print(json.dumps(read(*map(json.loads, arguments.read), arguments.length)))
        return
    units = [unit.encode().decode("unicode_escape") for unit in arguments.unit or ()]
    units = units or hostile_texts.random_units(arguments.random, arguments.seed) or list(hostile_texts.UNITS)
    print(f"{arguments.length:,} characters\n\n  ours, s   growth  plain, s   ratio  text")
    worst = 0.0
    for unit in units:
        worst = max(worst, compare(unit, arguments.length))
    print(f"\nlargest ratio known: {worst:.1f}, to be at most {MOST}: {'met' if worst <= MOST else 'missed'}")


def compare(unit: str, length: int) -> float:
    """Print the line of one text; return the ratio, 0 where plain Python-Markdown took too long to tell it."""
    ours = ["mkdocs_academic.kramdown"]
    eighth = measured(ours, unit, length // 8, PATIENCE_S)
    whole = measured(ours, unit, length, PATIENCE_S)
    if whole is None:
        print(f"> {PATIENCE_S:7.0f}        ?         ?       ?  {unit!r}")
        return float("inf")
    plain = measured(["extra", "toc", "smarty"], unit, length, max(whole / MOST, LEAST_WAIT_S))
    growth = f"{whole / eighth:8.1f}" if eighth else "       ?"
    ratio = whole / max(plain, 0.001) if plain is not None else 0.0
    shown = f"{plain:8.2f}  {ratio:6.1f}" if plain is not None else "       -       -"
    print(f" {whole:8.2f} {growth}  {shown}  {unit!r}", flush=True)
    return ratio


def measured(extensions: list[str], unit: str, length: int, patience_s: float) -> float | None:
    """Return the seconds that a text takes in a process of its own, None if it takes too many or fails."""
    command = [sys.executable, __file__, "--length", str(length), "--read", json.dumps(extensions), json.dumps(unit)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=patience_s + 2)
    except subprocess.TimeoutExpired:
        return None
    return float(json.loads(done.stdout)) if done.returncode == 0 else None


def read(extensions: list[str], unit: str, length: int) -> float:
    import logging

    import markdown

    logging.disable()
    parser = markdown.Markdown(extensions=extensions)
    parser.convert("*some* [text](address)")  # what is imported late
    parser.reset()
    text = hostile_texts.repeated(unit, length)
    started = time.process_time()
    parser.convert(text)
    return time.process_time() - started


if __name__ == "__main__":
    main()
