"""Whether a decision was taken back is found by an index on SQLite, too.

That a number is one of several says to SQLite that it is not null, and no more.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Put one index of what was taken back in the place of another."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("store", "0008_log_by_person_and_act")]
    operations: ClassVar[list[migrations.AddIndex | migrations.RemoveIndex]] = [
        migrations.RemoveIndex(model_name="logentry", name="log_undoes"),
        migrations.AddIndex(
            model_name="logentry",
            index=models.Index(
                fields=["undoes"], condition=models.Q(undoes__isnull=False), name="log_undone"
            ),
        ),
    ]
