"""Join many invented claims into a record; run in a process of its own by `bench.py`.

Prints one line of JSON: claims, seconds, peak memory in MB, pairs compared, incidents.
"""

from __future__ import annotations

import json
import logging
import resource
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmark.claims import invented_claims
from vaglio.pipeline import reconcile_claims


class _Compared(logging.Handler):
    """Take down how many pairs were compared."""

    pairs = 0

    def emit(self, record: logging.LogRecord) -> None:
        """Add up what the linking logs."""
        if isinstance(record.args, tuple) and isinstance(record.args[0], int):
            self.pairs += record.args[0]


def main() -> None:
    """Join as many claims as the first argument says."""
    count = int(sys.argv[1])
    watch = _Compared()
    linking = logging.getLogger("vaglio.reconcile._linking")
    linking.addHandler(watch)
    linking.setLevel(logging.INFO)
    began = time.perf_counter()
    record = reconcile_claims(invented_claims(count))
    seconds = time.perf_counter() - began
    found = {
        "claims": len(record.claims),
        "seconds": seconds,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "pairs": watch.pairs,
        "incidents": len(record.incidents),
        "most": max(len(incident.reports) for incident in record.incidents),
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main()
