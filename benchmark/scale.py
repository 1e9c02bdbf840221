"""Join many invented claims into a record; run in a process of its own by `bench.py`.

Prints one line of JSON: claims, seconds, peak memory, pairs compared, incidents.
"""

from __future__ import annotations

import json
import resource
import sys
import time

from benchmark.claims import invented_claims
from vaglio.pipeline import reconcile_claims


def main() -> None:
    """Join as many claims as the first argument says."""
    count = int(sys.argv[1])
    claims = list(invented_claims(count))
    began = time.perf_counter()
    record = reconcile_claims(claims)
    seconds = time.perf_counter() - began
    found = {
        "claims": len(record.claims),
        "seconds": seconds,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "incidents": len(record.incidents),
        "joins": sum(len(incident.joins) for incident in record.incidents),
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main()
