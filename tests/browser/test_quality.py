"""The script that measures pages finds what is wrong with one, and nothing on a good one."""

from __future__ import annotations

import pytest
from figures import Figure
from gzip_host import hosting
from little_sites import write_files
from playwright.sync_api import Browser
from visit import visit_figures

pytestmark = pytest.mark.browser

HEAD = '<!doctype html><html lang="en"><title>A</title><link rel="icon" href="data:,">'
GOOD = f'{HEAD}<main><article><h1>Good</h1><p>All <a href="/">is well</a>.</p></article></main>'
BAD = f"""{HEAD}
<link rel="stylesheet" href="gone.css">
<img src="https://foreign.example/a.png" alt="">
<main><article>
<p style="color: #999; background: white">Hardly to be read.</p>
<p style="color: #999; background: black">Well to be read.</p>
<p style="width: 900px">Wide.</p>
<p id="pushed">Pushed.</p>
</article></main>
<script>
addEventListener("load", () => setTimeout(() => {{
  const late = document.createElement("p")
  late.style.height = "300px"
  late.innerHTML = '<a href="/">Late</a>'
  document.querySelector("article").prepend(late)
}}, 50))
console.error("complaint")
</script>
"""


@pytest.fixture(scope="module")
def visited(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Figure]]:
    """The figures of both pages."""
    folder = tmp_path_factory.mktemp("pages")
    write_files(folder, {"good/index.html": GOOD, "bad/index.html": BAD})
    with hosting(folder) as host:
        return {
            page: {figure.name: figure for figure in visit_figures(browser, host, f"/{page}/")}
            for page in ("good", "bad")
        }


def test_a_good_page_has_no_faults(visited: dict[str, dict[str, Figure]]) -> None:
    good = visited["good"]
    weighed = ("_kb", "_ms", "_requests")
    assert {name: figure.value for name, figure in good.items() if figure.value and not name.endswith(weighed)} == {}
    assert good["phone_requests"].value == 1
    assert good["desktop_unpacked_kb"].value == len(GOOD) / 1000
    assert 0 < good["desktop_transfer_kb"].value < len(GOOD) / 1000


def test_what_is_wrong_is_found(visited: dict[str, dict[str, Figure]]) -> None:
    bad = visited["bad"]
    assert bad["foreign_requests"].found == ("https://foreign.example/a.png",)
    assert bad["failed_requests"].found == ("/bad/gone.css",)
    assert "complaint" in bad["console_errors"].found
    assert bad["words_that_need_scripts"].found == ("Late",)
    assert bad["links_that_need_scripts"].value == 1
    assert bad["desktop_layout_shift"].value > 0.01
    assert {line.split(" px at ")[1].split(":")[0] for line in bad["overflow_px"].found} == {"320", "390", "768"}
    assert all("Hardly" in line and " 2.8" in line for line in bad["low_contrast"].found)
    assert bad["low_contrast"].value == 4
