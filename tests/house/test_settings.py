"""Every setting is explained, and docs/settings.md says the same."""

from __future__ import annotations

import ast

from scripts.write_settings_docs import TARGET, settings_docs
from tests.house.sources import WEB, python_files, shown, tree_of
from vaglio_web.environment import SETTINGS


def test_the_settings_page_is_what_the_code_says() -> None:
    """docs/settings.md is up to date; `python -m scripts.write_settings_docs` writes it anew."""
    assert TARGET.read_text(encoding="utf-8") == settings_docs()


def test_every_setting_that_is_read_is_listed() -> None:
    """No name in the code begins like a setting and is on no list, or on the list and not read."""
    listed = {setting.name for setting in SETTINGS}
    read: dict[str, list[str]] = {}
    for path in python_files("src"):
        for node in ast.walk(tree_of(path)) if WEB in path.parents else ():
            if isinstance(node, ast.Constant) and str(node.value).startswith("VAGLIO_"):
                read.setdefault(str(node.value).split()[0], []).append(shown(path, node.lineno))
    unknown = {name: places for name, places in read.items() if name not in listed}
    assert (unknown, [name for name in listed if len(read[name]) < 2]) == ({}, [])
