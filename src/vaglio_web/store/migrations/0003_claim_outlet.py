"""A claim knows its outlet, so that the queue can be filtered by it."""

from __future__ import annotations

from typing import ClassVar

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Coalesce, NullIf, Substr


def _fill(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Give each claim the outlet of its report."""
    report = apps.get_model("store", "Report").objects.filter(pk=OuterRef("report_id"))
    named = Coalesce(NullIf("publisher", Value("")), "source")
    outlet = Subquery(report.values(outlet=Substr(named, 1, 300))[:1])
    apps.get_model("store", "Claim").objects.update(outlet=outlet)


class Migration(migrations.Migration):
    """Add the column, fill it, and make its index."""

    # PostgreSQL changes no table whose rows the same transaction has changed.
    atomic = False
    dependencies: ClassVar = [("store", "0002_append_only")]
    operations: ClassVar = [
        migrations.AddField(
            model_name="claim",
            name="outlet",
            field=models.CharField(blank=True, max_length=300, default=""),
            preserve_default=False,
        ),
        migrations.RunPython(_fill, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(
                fields=["outlet", "id"],
                condition=models.Q(state__in=("waiting", "second look")),
                name="claim_open_outlet",
            ),
        ),
    ]
