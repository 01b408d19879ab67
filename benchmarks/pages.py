"""The sites that the benchmark builds: small pages that use nothing of the plugin, and pages that use all of it."""

from __future__ import annotations

from pathlib import Path

CONFIG = """\
site_name: Benchmark
site_url: https://benchmark.example/
theme:
  name: material
  font: false
markdown_extensions: [admonition, attr_list, footnotes, md_in_html, tables, pymdownx.highlight, pymdownx.superfences]
plugins:
  - search
"""
PLUGIN = "  - academic\n"
PROFILE = """\
  - academic:
      author:
        name: Mary Muster
        bio: Reads what machines write
        location: Musterstadt
        employer: University of Examples
        email: mary@benchmark.example
        github: marymuster
        orcid: 0000-0002-1825-0097
        googlescholar: https://scholar.google.com/citations?user=MUSTERAAAAAJ
      repository: marymuster/marymuster.github.io
      google_scholar_stats_use_cdn: true
      navigation:
        - {title: News, url: /#-news}
        - {title: Publications, url: /#-publications}
"""

SMALL_PAGE = """\
# Page {number}

A paragraph with *emphasis*, `code` and a [link](#second).

!!! note
    An admonition.

## First

```python
def page():
    return {number}
```

## Second

| Name | Value |
|------|-------|
| page | {number} |
"""

# One page twice: as its author writes it with the plugin, and what it says as plain Markdown.
USED_HEAD = """\
---
redirect_from: /old{number}/
---
{{% if site.google_scholar_stats_use_cdn %}}
{{% assign base = "https://cdn.jsdelivr.net/gh/" | append: site.repository | append: "@" %}}
{{% else %}}
{{% assign base = "https://raw.githubusercontent.com/" | append: site.repository | append: "/" %}}
{{% endif %}}
{{% assign url = base | append: "google-scholar-stats/gs_data_shieldsio.json" %}}
<span class='anchor' id='about-me'></span>

I am {{{{ site.author.name }}}}, and this is page {number}. My numbers stand at {{{{ url }}}}.

{{% include_relative includes/news.md %}}
"""
PLAIN_HEAD = """\
<span class='anchor' id='about-me'></span>

I am Mary Muster, and this is page {number}. My numbers stand at
https://cdn.jsdelivr.net/gh/marymuster/marymuster.github.io@google-scholar-stats/gs_data_shieldsio.json.

"""
NEWS = "# 🔥 News\n\n" + "".join(
    f"- *2024.{month:02}*: News of the month {month}, with **weight**.\n" for month in range(1, 9)
)
USED_PAPER = """
# 📝 Publications

<span id='total_cit'></span>

<div class='paper-box'>
<div class='paper-box-image'><img src='/images/paper.svg' alt="A drawing of a paper" width="100%"></div>
<div class='paper-box-text' markdown="1">

[Machines that Mean It](https://doi.org/10.1000/182)

**Mary Muster**, Max Mustermann
<span class='show_paper_citations' data='MUSTERAAAAAJ:u5HHmVD_uO8C'></span>
- A point about the paper.
- A point more.
</div>
</div>
"""
PLAIN_PAPER = """
# 📝 Publications

<span id='total_cit'>1234</span>

<div class='paper-box' markdown="1">
<div class='paper-box-image'><img src='../images/paper.svg' alt="A drawing of a paper" width="100%"></div>
<div class='paper-box-text' markdown="1">

[Machines that Mean It](https://doi.org/10.1000/182)

**Mary Muster**, Max Mustermann
<span class='show_paper_citations'>Citations: 42</span>

- A point about the paper.
- A point more.
</div>
</div>
"""
USED_PIPELINE = """
/// pipeline | How it fits
    figure: images/paper.svg
    alt: Three steps from a question to an answer
    caption: From a question to an answer

//// direction | Reading
What *stands* there.
////

//// direction | Writing
What *should* stand there.
////
///
"""
PLAIN_PIPELINE = """
## How it fits

![Three steps from a question to an answer](images/paper.svg)

From a question to an answer

1. **Reading** What *stands* there.
2. **Writing** What *should* stand there.
"""
TAIL = """
# Honors

- The Golden Example, 2023. See the [news](#news).

| Year | Course |
|------|--------|
| 2023 | Writing machines |
"""
USED = USED_PAPER + USED_PIPELINE + TAIL
PLAIN = NEWS + PLAIN_PAPER + PLAIN_PIPELINE + TAIL
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="320" height="200"><rect width="320" height="200"/></svg>\n'
COUNTS = """\
{"citedby": 1234, "updated": "2024-02-01", "publications":
 {"MUSTERAAAAAJ:u5HHmVD_uO8C": {"author_pub_id": "MUSTERAAAAAJ:u5HHmVD_uO8C", "num_citations": 42}}}
"""


def write_unused(folder: Path, count: int, *, plugin: bool) -> Path:
    """Write a site of `count` small pages that use nothing of the plugin; return its folder."""
    texts = {f"page{number}.md": SMALL_PAGE.format(number=number) for number in range(1, count)}
    return write(folder, {"index.md": SMALL_PAGE.format(number=0), **texts}, CONFIG + (PLUGIN if plugin else ""))


def write_used(folder: Path, count: int, *, plugin: bool) -> Path:
    """Write a site of `count` pages that use all of the plugin, or that say the same in plain Markdown."""
    files = {"images/paper.svg": PICTURE}
    if plugin:
        files |= {"includes/news.md": NEWS, "gs_data.json": COUNTS}
    head, body = (USED_HEAD, USED) if plugin else (PLAIN_HEAD, PLAIN)
    for number in range(count):
        files[f"page{number}.md" if number else "index.md"] = head.format(number=number or "") + body
    return write(folder, files, CONFIG + (PROFILE if plugin else ""))


def write(folder: Path, docs: dict[str, str], config: str) -> Path:
    """Write the files of the docs folder and the settings; return the site's folder."""
    for name, text in docs.items():
        path = folder / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (folder / "mkdocs.yml").write_text(config, encoding="utf-8")
    return folder
