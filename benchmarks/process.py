"""What one process takes, from its start to its end."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Cost:
    """What one build took; the sizes are those of Linux."""

    user_s: float
    wall_s: float
    memory_mb: float


def run(command: Sequence[str], folder: Path) -> Cost:
    """Run `command` in `folder` and return what that process took; end the benchmark if it fails."""
    start = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, stdout=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    wall_s = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)} failed in {folder}")
    return Cost(usage.ru_utime, wall_s, usage.ru_maxrss / 1024)
