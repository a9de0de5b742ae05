"""What has changed in the lists, in the order in which it can be seen."""

from django.db import models

from .hash_list import HashList


class ListChange(models.Model):
    """One transaction that wrote entries of a list; they name it in `change`.

    `number` has no order with `id`, which is taken when the work begins: it is given last, under a
    lock that is held until the commit (`following.sql`), so numbers become visible in their order.
    """

    number = models.BigIntegerField(unique=True)
    list = models.ForeignKey(HashList, models.PROTECT, related_name="changes")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.number)
