"""Random BibTeX, well-formed and not, for the property tests."""

from __future__ import annotations

from hypothesis import strategies as st

from mkdocs_academic.errors import Problem, Report
from mkdocs_academic.publications.bibtex import BibFile, read_entries
from mkdocs_academic.publications.records import Entry

FILE = "docs/publications.bib"


def read(text: str, report: Report | None = None) -> list[Entry]:
    return read_entries([BibFile(FILE, text)], report=report or (lambda problem: None))


def read_with_problems(*texts: str) -> tuple[list[Entry], list[str]]:
    """Return the entries of the files `1.bib`, `2.bib`, … and the problems as `level 1.bib:3: message`."""
    problems: list[Problem] = []
    files = [BibFile(f"{number}.bib", text) for number, text in enumerate(texts, 1)]
    return read_entries(files, report=problems.append), [f"{problem.level} {problem}" for problem in problems]


def contents(entries: list[Entry]) -> list[tuple[str, str, dict[str, str]]]:
    return [(entry.entry_type, entry.citation_key, dict(entry.fields)) for entry in entries]


# What is between braces: balanced, without a backslash before a brace, an `@` at the beginning of a line, or a quote
# outside of braces (so that it may stand in quotes, too).
words = st.text(st.sampled_from("ab Zé図𝔸-:;.,_%$&#~^'=()/<>1"), max_size=8)
balanced = st.recursive(
    words, lambda inner: st.lists(st.one_of(inner, inner.map(lambda text: f"{{{text}}}")), max_size=3).map("".join)
)
names = st.sampled_from(["title", "Author", "YEAR", "note", "x-y", "bdsk-url-1", "journal", "month", "a.b", "hal_id"])
keys = st.text(st.sampled_from("abcXYZ019:-_+./é図"), min_size=1, max_size=8)
types = st.sampled_from(["article", "Book", "INPROCEEDINGS", "misc", "dataset"])
blanks = st.sampled_from([" ", "", "\n", "\n  ", "\t"])
parts = st.one_of(
    balanced.map(lambda text: f"{{{text}}}"),
    balanced.map(lambda text: f'"{text}"'),
    st.integers(0, 3000).map(str),
    st.sampled_from(["jan", "Feb", "MAR"]),
)
values = st.lists(parts, min_size=1, max_size=3).map(" # ".join)


@st.composite
def well_formed(draw: st.DrawFn) -> str:
    fields = draw(st.dictionaries(names, values, min_size=1, max_size=4))
    body = ",".join(
        f"{draw(blanks)}{name}{draw(blanks)}={draw(blanks)}{value}{draw(blanks)}" for name, value in fields.items()
    )
    ending = draw(st.sampled_from(["", ",", ",\n"]))
    return f"@{draw(types)}{draw(st.sampled_from(['', ' ']))}{{{draw(keys)},{body}{ending}}}"


fragments = st.one_of(
    well_formed(),
    st.sampled_from(
        [
            *(
                "@",
                "{",
                "}",
                '"',
                ",",
                "=",
                "#",
                "\\",
                "%",
                "(",
                ")",
                "\n",
                " ",
                "\\\n",
                "@article",
                "@article{",
                "@a{b,",
            ),
            *(
                "@string{",
                "@string{s = {S}}",
                "@comment{",
                "@comment{c}",
                "@preamble{{p}}",
                "title = {T}",
                "title = {T},\n",
            ),
            *(
                "year = 2020",
                "year = jan # s",
                'x = "',
                "y = {",
                "\n@book{k,\n",
                "}\n",
                "},\n",
                "% @misc{",
                "crossref = {k}",
            ),
            *(
                "% c\n",
                "@a{b, t = {T}, % c\n y = 1}",
                "\\{",
                "\\}",
                '\\"',
                "@k",
                "@k{v}",
                "\r",
                "\x00",
                "\ud800",
                "é",
                "note = {a {b} c}",
                "@book(k, x = {1})",
            ),
        ]
    ),
    st.text(max_size=5),
)
messes = st.lists(fragments, max_size=14).map("".join)
