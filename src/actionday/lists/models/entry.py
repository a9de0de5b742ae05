"""An entry of a list: one fingerprint."""

from django.db import models
from django.db.models.functions import MD5, Cast

from .hash_list import HashList, Sharing


class HashEntry(models.Model):
    """A fingerprint and what its list says of it; '' where that is the same as of the list.

    An entry is never deleted: it is withdrawn by its source, or suspended here because it matched
    too much, until a person says go on. `key` stands for the value in the index: values may be
    longer than an index holds. `change` is the `ListChange` that wrote the entry last.
    """

    list = models.ForeignKey(  # no index of its own: `entry_once_a_list` begins with it
        HashList, models.PROTECT, related_name="entries", db_index=False
    )
    type = models.CharField(max_length=20)
    value = models.TextField()
    key = models.GeneratedField(
        expression=Cast(MD5("value"), models.UUIDField()),
        output_field=models.UUIDField(),
        db_persist=True,
    )
    label = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=200, blank=True)
    tlp = models.CharField(max_length=12, choices=Sharing.choices, blank=True)
    licence = models.CharField(max_length=200, blank=True)
    confidence = models.PositiveSmallIntegerField(null=True)
    added_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    suspended_at = models.DateTimeField(null=True)
    change = models.BigIntegerField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["list", "type", "key"], name="entry_once_a_list"),
        ]
        indexes = [
            models.Index(
                fields=["list"],
                condition=models.Q(suspended_at__isnull=False),
                name="entry_suspended",
            )
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.value[:16]}"
