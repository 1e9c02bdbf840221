"""What people marked as a victim's name in an entry, and what as none."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Give each entry its words that are covered, and those that are shown, by hand."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("store", "0009_log_by_what_is_undone")]
    operations: ClassVar[list[migrations.AddField]] = [
        migrations.AddField(
            model_name="entry", name="veiled_words", field=models.JSONField(default=list)
        ),
        migrations.AddField(
            model_name="entry", name="shown_words", field=models.JSONField(default=list)
        ),
    ]
