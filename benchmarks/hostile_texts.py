"""Texts that make a parser slow: each unit is repeated until the text is as long as wanted."""

from __future__ import annotations

import random

UNITS = (
    # within a line
    "*a ", "**a*", "** a", "**a ", "_a", "__a ", "***", "~~a", "~~a~~ ", "*a*{: .c}", "(.{:.c}", "{:", "{::comment}",
    "{::comment}a{:/} ", "`", "`a` ", "`a ``b ", "[", "![", "[a]", "](", "[[a]", "[a](", '[a](b "', "[a](b) ",
    "[a][b] ", "![a](b) ", "[^1] ", "\\", "&a;", "\"'", "--", "$a$ ", "$$a$$ ", "a  \n",
    # tags and addresses
    "<", "<a", "<a ", '<x y="', "<b>", "</b>", "<b>x</b> ", "<u>", "<kbd>", "<sup>*</sup>", "<span></b>", "</b><td>",
    "<a@b.c> ", "<http://a> ", "<![CDATA[", "<!--", "<!-- a -->",
    # block HTML
    "<p>", "<p>a\n\n", "<p>- ", "> <p>", "<li>", "<li>- ", "<li></span>--", "<div>", "</div>",
    '<div markdown="1">', "<details>\n", "<div>\n\na\n\n</div>\n\n", "<div>\n[a]: b\n&a;<td>", "</kbd><div>\n",
    "</kbd>: a\n[<b>",
    # blocks
    "\t", "    a\n", "a\n\n", "# ", "# a\n", "a\n===\n", ": a\n===\n", "a\n: b\n\n", "> ", "> a\n", "^\n",
    "$$\n\na\n\n", "```", "```\n", "~~~\n$$\n[a]: b\n</p>", "[a]: b\n", "[^1]: a\n", "*[a]: b\n", "|a|b|\n",
    "| a |\n|---|\n", "{: .c}\n", "{: .c\n", "{:.b}\ntext\n", "[^1]: <div>\n", "a\n\n{: .c}\n\n",
    # lists
    "1. ", "1. a\n", "- a\n", "- a\n\n", "- [ ] a\n", "* \n", "- a\n^\n", "  - a\n/// a\n", "1. a\n\n   b\n",
    "[^1]: a\n{:toc}\n1. a\n", "- <div>\n", ": a\n---\n", "!!! note\n- a\n*[a]: b\n",
    # all together
    '*a [b](<c> `d ``e <b>\n> - # f\n<div>"g" --{: .h}\n\n~~i&j;\\\\\n',
)  # fmt: skip


FRAGMENTS = (
    "*", "**", "_", "~~", "`", "``", "[", "]", "(", ")", "](b)", "[a](b)", "[a]: b\n", "[^1]", "[^1]: a\n",
    "*[a]: b\n", "![", "!", "<http://a>", "\\", '"', "'", "--", "...", "&", "&a;", "$", "$$", "$$\n", "a", "a ",
    "a\n", "图", "\t", " ", "  \n", "\n", "\n\n", "{:", ".c}", "{: .c}", "{: .c}\n", "{:x: .c}\n", "{:toc}\n",
    "{::comment}", "{:/}", "{::nomarkdown}\n", "{:/}\n", "<", "<b>", "</b>", "<kbd>", "</kbd>", "<span>", "</span>",
    "<br>", "<div>", "<div>\n", "</div>\n", '<div markdown="1">', '<div markdown="1">\n', "<p>", "</p>",
    "<details>\n", "<ul>\n", "<li>", "</ul>\n", "<table>\n", "<tr>", "<td>", "</table>\n", "<script>", "</script>",
    "<pre>", "</pre>\n", "<!--", "-->", "<!-- a -->\n", "> ", "> a\n", "1. ", "1. a\n", "- ", "- a\n", "  - a\n",
    "    - a\n", "* ", "+ a\n", "    a\n", ": a\n", "# ", "# a\n", "===\n", "---\n", "^\n", "|", "|a|b|\n", "|---|\n",
    "!!! note\n", "??? a\n", '=== "a"\n', "/// a\n", "///\n",
)  # fmt: skip


def random_units(count: int, seed: int) -> list[str]:
    """Return units of one to four fragments, the same for the same seed."""
    generator = random.Random(seed)
    return ["".join(generator.choices(FRAGMENTS, k=generator.choice((1, 2, 2, 2, 3, 3, 4)))) for _ in range(count)]


def repeated(unit: str, length: int) -> str:
    """Return the unit as often as it fits into a text of that length."""
    return unit * (length // len(unit))


def nested_quotations(length: int) -> str:
    return "".join(f"{'> ' * (depth % 50)}a\n" for depth in range(length // 52))


def nested_lists(length: int) -> str:
    return "".join(f"{'  ' * (depth % 50)}- a\n" for depth in range(length // 54))
