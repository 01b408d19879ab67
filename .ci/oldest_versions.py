"""Print for pip what the tests need: of the plugin's own packages the oldest version that setup.cfg allows."""

from __future__ import annotations

import configparser
import re
import sys
from pathlib import Path

LOWER_BOUND = re.compile(r"(?P<name>[A-Za-z0-9._-]+)\s*>=\s*(?P<version>[0-9.]+)")


def main() -> None:
    metadata = configparser.ConfigParser()
    metadata.read(Path(__file__).resolve().parent.parent / "setup.cfg", encoding="utf-8")
    needed = metadata["options"]["install_requires"] + metadata["options.extras_require"]["csl"]
    for requirement in needed.strip().splitlines():
        bound = LOWER_BOUND.match(requirement)
        if bound is None:
            sys.exit(f"setup.cfg: {requirement!r} has no lower bound")
        print(f"{bound['name']}=={bound['version']}")
    print(metadata["options.extras_require"]["test"].strip())


main()
