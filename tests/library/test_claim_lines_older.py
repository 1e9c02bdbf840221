"""Tests of lines that an earlier version wrote."""

from __future__ import annotations

import json

from tests.library.test_claim_json import example_line
from vaglio.model.claim_json import claim_from_json


def test_a_line_older_than_the_setting_is_read() -> None:
    """Lines written before the setting was kept stay readable."""
    row = {key: value for key, value in example_line().items() if key != "setting"}
    assert claim_from_json(json.dumps(row), input="a:1")[1].setting is None
