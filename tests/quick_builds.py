"""What every build of a little site does alike, done once: the themes' templates compiled, their folders listed.

That is three quarters of the processor time of such a build. Templates of the sites themselves are compiled, and their
folders listed, each time anew.
"""

from __future__ import annotations

import os
import sysconfig
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import CodeType
from typing import Any

import jinja2
import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "mkdocs_academic"
UNCHANGING = (sysconfig.get_path("purelib") + os.sep, str(PACKAGE / "theme") + os.sep)


@contextmanager
def quick_builds() -> Iterator[None]:
    """Let builds in this process share what they make of the files of installed themes and of ours."""
    with pytest.MonkeyPatch.context() as patch:
        _share_compiled_templates(patch)
        _share_listings(patch)
        yield


def _share_compiled_templates(patch: pytest.MonkeyPatch) -> None:
    compiled: dict[tuple[object, ...], CodeType] = {}
    compile_anew = jinja2.Environment.compile

    def compile_once(self: jinja2.Environment, source: Any, name: Any = None, filename: Any = None, *rest: Any) -> Any:
        if rest or not isinstance(source, str) or not str(filename).startswith(UNCHANGING):
            return compile_anew(self, source, name, filename, *rest)
        syntax = (self.autoescape, self.trim_blocks, self.lstrip_blocks, *self.extensions)
        key = (source, name, filename, *syntax)
        if key not in compiled:
            compiled[key] = compile_anew(self, source, name, filename)
        return compiled[key]

    patch.setattr(jinja2.Environment, "compile", compile_once)


def _share_listings(patch: pytest.MonkeyPatch) -> None:
    """MkDocs looks through all names for files to publish and takes none with a dot first: Material's 14,000 icons.

    Source: https://github.com/mkdocs/mkdocs/blob/1.6.1/mkdocs/structure/files.py (add_files_from_theme)
    """
    listed: dict[str, list[str]] = {}
    list_anew = jinja2.FileSystemLoader.list_templates

    def list_folder(folder: str) -> list[str]:
        if not (folder + os.sep).startswith(UNCHANGING):
            return list_anew(jinja2.FileSystemLoader(folder))
        if folder not in listed:
            names = list_anew(jinja2.FileSystemLoader(folder))
            listed[folder] = [name for name in names if not name.startswith(".")]
        return listed[folder]

    def list_once(self: jinja2.FileSystemLoader) -> list[str]:
        return sorted({name for folder in self.searchpath for name in list_folder(folder)})

    patch.setattr(jinja2.FileSystemLoader, "list_templates", list_once)
