"""Up to which day a speaker counts: that of saying so, else that of printing."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.library.extract_reports import read


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("On 1 May 2031, police said five people were killed in Mosul.", 1),
        ("Police on 2 May said nine people were killed in Mosul on 30 April.", 2),
        ("Five people were killed in Mosul, police said on 3 May 2031.", 3),
        ("According to police, soldiers killed five people in Mosul on 1 May 2031.", 4),
        ("Police said five people were killed in Mosul.", 4),
    ],
)
def test_a_number_counts_up_to_the_day_it_was_said(text: str, day: int) -> None:
    """The day of what happened is not the day of telling it."""
    [claim] = [claim for claim in read(text)[1] if claim.tolls]
    assert claim.as_of == dt.date(2031, 5, day)
