"""The linkage on real Spark: skipped where `pyspark` is not installed, as it is by default.

To run it: Java 17, `.venv/bin/pip install pyspark`, then
`.venv/bin/python -m pytest tests/library/test_linking_spark.py`.
"""

from __future__ import annotations

import importlib.util
import warnings
from collections.abc import Sequence

import pytest

from benchmark.claims import invented_claims
from vaglio.codebook import load_codebook
from vaglio.codebook.linkage import Linkage, load_linkage
from vaglio.reconcile._blocks import Window, windows
from vaglio.reconcile._linking import account_table, link, splink_settings
from vaglio.reconcile._order import in_order
from vaglio.reconcile._record import by_report, tell
from vaglio.reconcile._told import Told

Pair = tuple[int, int, float]
"""Two accounts, the one of the smaller number first, and the evidence in bits."""


@pytest.mark.skipif(
    importlib.util.find_spec("pyspark") is None, reason="pyspark is not installed; it is in no lock"
)
def test_spark_links_what_duckdb_links() -> None:
    """The same settings give the same pairs and the same evidence on Spark and on DuckDB."""
    linkage = load_linkage()
    told = tell(by_report(in_order(invented_claims(900))), codebook=load_codebook())
    [window] = windows(told)
    here = sorted((each.one, each.other, each.total) for each in link(told, linkage=linkage))
    there = _linked_on_spark(told, window, linkage)
    assert here
    assert [pair[:2] for pair in there] == [pair[:2] for pair in here]
    assert [pair[2] for pair in there] == pytest.approx([pair[2] for pair in here])


def _linked_on_spark(told: Sequence[Told], window: Window, linkage: Linkage) -> list[Pair]:
    """Have Splink link accounts over Spark, in one process on this machine."""
    with warnings.catch_warnings():
        # Spark has something to say of every pandas that is newer than itself.
        warnings.simplefilter("ignore")
        from pyspark.sql import SparkSession
        from splink import Linker, SparkAPI

        builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
        builder = builder.config("spark.driver.host", "127.0.0.1")
        session = builder.config("spark.sql.shuffle.partitions", "4").getOrCreate()
        try:
            spark = SparkAPI(
                spark_session=session,
                break_lineage_method="persist",
                register_udfs_automatically=False,
            )
            table = spark.register(account_table(told, window))
            linker = Linker(table, splink_settings(linkage), log_level=None)
            found = linker.inference.predict(threshold_match_weight=linkage.needed)
            return sorted(
                (*sorted((row["unique_id_l"], row["unique_id_r"])), row["match_weight"])
                for row in found.as_record_list()
            )
        finally:
            session.stop()
