"""The log is found by person and act together: an index, for a million decisions."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Add the index of who did what."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("store", "0007_entry_lists")]
    operations: ClassVar[list[migrations.AddIndex]] = [
        migrations.AddIndex(
            model_name="logentry",
            index=models.Index(fields=["who", "action", "number"], name="log_who_action"),
        ),
    ]
