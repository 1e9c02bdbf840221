"""The attribution model: which words are a cue, and what each cue is joined to.

What it is, on what it learned and how well it reads: docs/attribution-model.md.
"""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

Numbers = NDArray[np.float32]

CUES = Path(__file__).with_name("attribution-cues.onnx")
LINKS = Path(__file__).with_name("attribution-links.onnx")


def read_cues(pieces: list[int]) -> tuple[Numbers, Numbers]:
    """Read one stretch of text.

    It is read by itself, so that what is found in it never depends on what
    else is read: the numbers are rounded by the largest that is seen.

    Returns:
        The state of each piece, for `read_links`; and for each piece how likely
        it is no cue, begins one, goes on with one.
    """
    states, cues = _session(CUES).run(None, {"pieces": np.array([pieces], dtype=np.int64)})
    return states, cues[0]


def read_links(states: Numbers, first: int, last: int) -> Numbers:
    """Give for each piece how likely it is nothing to one cue, its source, what is said."""
    marked = np.zeros(states.shape[:2], dtype=np.float32)
    marked[0, first:last] = 1.0
    links: Numbers = _session(LINKS).run(None, {"states": states, "marked": marked})[0][0]
    return links


@functools.cache
def _session(path: Path) -> InferenceSession:
    """Load one part of the model, once in a process; it runs on one thread."""
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
