"""The stored log: one a day, its entries, its latest checkpoint."""

from django.db import models


class Log(models.Model):
    """One log; `origin` is its name in checkpoints (HOST/SLUG)."""

    origin = models.CharField(max_length=255, unique=True)
    checkpoint = models.TextField(default="")

    def __str__(self) -> str:
        return self.origin


class Entry(models.Model):
    """One entry: the leaf, and the fields that it commits to, each with its salt."""

    pk = models.CompositePrimaryKey("log_id", "index")
    log = models.ForeignKey(Log, models.PROTECT, related_name="entries")
    index = models.BigIntegerField()
    time = models.DateTimeField()
    event = models.CharField(max_length=40)
    subject = models.CharField(max_length=32)
    commit = models.CharField(max_length=64)
    fields = models.JSONField()
    leaf_hash = models.BinaryField(max_length=32)

    class Meta:
        indexes = [models.Index(fields=["subject", "log", "index"], name="entry_by_subject")]

    def __str__(self) -> str:
        return f"{self.index} {self.event}"
