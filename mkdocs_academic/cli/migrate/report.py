"""What the command says in the end."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator, Sequence

from ...errors import Place, Problem
from .plan import Plan

_MOST_FILES_OF_A_FOLDER = 3


def report_lines(plan: Plan) -> Iterator[str]:
    """Yield the report, part by part."""
    yield f"Taken over: {_files(len(plan.taken))}"
    yield from (f"  {line}" for line in _moves(plan.taken))
    for reason, paths in sorted(plan.left_out.items()):
        yield ""
        yield f"Left out, {reason}: {_files(len(paths))}"
        yield from (f"  {line}" for line in _folders(paths))
    for title, problems in (
        ("Changed", plan.changes),
        ("Not taken over, for you to look at", plan.unmapped),
        ("Broken in the old site already", plan.defects),
    ):
        if problems:
            yield ""
            yield f"{title}:"
            yield from (f"  {line}" for line in _grouped(problems))


def _grouped(problems: Sequence[Problem]) -> Iterator[str]:
    """Yield the problems by their places; one that many files share is said once, with the files below it."""
    places: dict[str, list[Place]] = {}
    for problem in sorted(dict.fromkeys(problems), key=lambda problem: (problem.place.file, problem.place.line)):
        places.setdefault(problem.message, []).append(problem.place)
    for message, found in places.items():
        if len(found) <= _MOST_FILES_OF_A_FOLDER:
            yield from (f"{place}: {message}" for place in found)
        else:
            yield f"{len(found)} times: {message}"
            yield from (f"  {line}" for line in _places(found))


def _places(found: Sequence[Place]) -> Iterator[str]:
    """Yield places in order; whole files of one folder, where they are many, in one line."""
    whole = Counter(posixpath.dirname(place.file) for place in found if not place.line)
    told: set[str] = set()
    for place in found:
        folder = posixpath.dirname(place.file)
        if place.line or not folder or whole[folder] <= _MOST_FILES_OF_A_FOLDER:
            yield str(place)
        elif folder not in told:
            told.add(folder)
            yield f"{folder}/ ({whole[folder]} files)"


def _files(count: int) -> str:
    return f"{count} file" if count == 1 else f"{count} files"


def _moves(taken: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Yield where files went: a folder that moves as a whole in one line."""
    folders = Counter(map(_folders_of, taken))
    renamed = {_folders_of(move) for move in taken if posixpath.basename(move[0]) != posixpath.basename(move[1])}
    done: set[tuple[str, str]] = set()
    for old, new in taken:
        pair = _folders_of((old, new))
        if pair[0] and pair not in renamed and folders[pair] > _MOST_FILES_OF_A_FOLDER:
            if pair not in done:
                done.add(pair)
                yield f"{pair[0]}/ -> {pair[1]}/ ({folders[pair]} files)"
        else:
            yield f"{old} -> {new}"


def _folders_of(move: tuple[str, str]) -> tuple[str, str]:
    return posixpath.dirname(move[0]), posixpath.dirname(move[1])


def _folders(paths: Sequence[str]) -> Iterator[str]:
    """Yield the paths in order, those below a folder with many files in one line."""
    tops = Counter(path.split("/")[0] for path in paths if "/" in path)
    told: set[str] = set()
    for path in sorted(paths):
        top = path.split("/")[0]
        if tops[top] <= _MOST_FILES_OF_A_FOLDER:
            yield path
        elif top not in told:
            told.add(top)
            yield f"{top}/ ({tops[top]} files)"
