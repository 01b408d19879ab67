"""Jekyll's `_data/` folder: what Liquid knows as `site.data`."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml

from ..errors import Place, Problem, Report

LARGEST_FILE = 5_000_000
"""Bytes; a larger data file is a mistake, and would be held in memory by every page."""


def read_data(folder: Path, *, place_prefix: str, report: Report) -> dict[str, Any]:
    """Return the files below `folder` by name, folders as mappings: `_data/a/b.yml` is `data["a"]["b"]`.

    A file that cannot be read is reported and left out; YAML, JSON, CSV and TSV are read as Jekyll does.

    Source: https://jekyllrb.com/docs/datafiles/
    """
    data: dict[str, Any] = {}
    for path in sorted(folder.rglob("*")):
        read = _READERS.get(path.suffix.lower())
        if read is None or not path.is_file():
            continue
        relative = path.relative_to(folder)
        place = Place(f"{place_prefix}{relative.as_posix()}")
        for value in _read_file(path, read, place, report):
            holder = data
            for name in relative.parts[:-1]:
                holder = holder.setdefault(name, {})
            holder[path.stem] = value
    return data


def _read_file(path: Path, read: Callable[[str], Any], place: Place, report: Report) -> Iterator[Any]:
    try:
        if path.stat().st_size > LARGEST_FILE:
            report(Problem(place, f"larger than {LARGEST_FILE} bytes; it is not read. Split it."))
            return
        yield read(path.read_text(encoding="utf-8-sig"))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        report(Problem(Place(place.file, line), f"not valid YAML: {error.problem}. The file is not read."))
    except json.JSONDecodeError as error:
        report(Problem(Place(place.file, error.lineno), f"not valid JSON: {error.msg}. The file is not read."))
    except (OSError, ValueError, csv.Error, yaml.YAMLError, RecursionError) as error:
        report(Problem(place, f"cannot be read: {error}. The file is left out."))


def _read_table(delimiter: str) -> Callable[[str], list[dict[str, str]]]:
    return lambda text: list(csv.DictReader(io.StringIO(text), delimiter=delimiter))


_READERS: dict[str, Callable[[str], Any]] = {
    ".yml": yaml.safe_load,
    ".yaml": yaml.safe_load,
    ".json": json.loads,
    ".csv": _read_table(","),
    ".tsv": _read_table("\t"),
}
