"""The log is found by day: an index, for a million decisions."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Add the index of the log's days."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("store", "0005_shared_cache")]
    operations: ClassVar[list[migrations.AddIndex]] = [
        migrations.AddIndex(
            model_name="logentry",
            index=models.Index(fields=["at", "number"], name="log_at"),
        ),
    ]
