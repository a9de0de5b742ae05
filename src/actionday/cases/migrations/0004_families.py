"""What a likeness rests on, and what people say of families (`cases/families.sql`)."""

from pathlib import Path

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

SQL = (Path(__file__).parents[1] / "families.sql").read_text()


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0003_queue"),
        ("tenancy", "0002_signin"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.AddField("resemblance", "other_share", models.FloatField(default=1.0)),
        migrations.AddField("resemblance", "segments", models.JSONField(default=list)),
        migrations.CreateModel(
            name="Regrouping",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("change", models.CharField(choices=[("leave", "taken out of its family"), ("join", "put to another family")], max_length=8)),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("undone_at", models.DateTimeField(null=True)),
                ("day", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.actionday")),
                ("into", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.family")),
                ("item", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="regroupings", to="cases.item")),
                ("left", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.family")),
                ("member", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
                ("undone_by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("unit", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="tenancy.unit")),
            ],
        ),
        migrations.CreateModel(
            name="Apart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.actionday")),
                ("item", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="apart_from", to="cases.item")),
                ("other", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.item")),
                ("said_in", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="parted", to="cases.regrouping")),
                ("ended_in", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="rejoined", to="cases.regrouping")),
            ],
            options={
                "indexes": [models.Index(condition=models.Q(("ended_in", None)), fields=["day"], name="apart_of_day")],
            },
        ),
        migrations.RunSQL(SQL, migrations.RunSQL.noop),
    ]
