"""How much one page may ask of Liquid. No real page comes near; each stops a page that would not end."""

from __future__ import annotations

MAX_SNIPPET_BYTES = 1_000_000
"""Size of one included file: the longest real snippet seen is a publication list of 200 kB."""

MAX_TEXT = 8_000_000
"""Characters of one expanded page, and of one value: a browser already struggles with a page of this size."""

MAX_ITEMS = 1_000_000
"""Items of one value, those of the lists in it counted each time they are met."""

MAX_DEPTH = 16
"""Snippets inside snippets: people nest two or three."""

MAX_INCLUDES = 10_000
"""Includes of one page: a card for each of a group's papers takes hundreds."""

MAX_ITERATIONS = 500_000
"""Turns of all loops of one page together: 5,000 papers of 20 authors take 100,000."""

MAX_WORK = 1_000_000_000
"""Characters that filters and variables of one page take and give together; an item of a list counts for 50.

5,000 papers that each look up their author among 1,000 take a quarter of it.
"""

WORK_OF_AN_ITEM = 50

MAX_SCOPES = 100
"""Loops and snippets around one place, and the depth of nested blocks before Python's own stack ends."""

MAX_VARIABLES_BYTES = 4 * MAX_TEXT
"""What `assign` and `capture` hold together."""

MAX_TAG = 4_000
"""Characters of one `{% … %}` or `{{ … }}`: python-liquid takes time quadratic in the length of an expression."""

MAX_DIGITS = 4_000
"""Digits of a whole number: Python refuses to print longer ones."""
