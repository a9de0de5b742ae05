"""What was kept of a piece: the page, its media, and how it was got."""

from django.db import models

from .item import Item


class Capture(models.Model):
    """One capture. `files` is a list of `{"role", "sha256", "size", "type", "url"}`.

    Roles: `page` (the HTML as sent), `media` (the picture, clip or sound). `chain` is each hop with
    its address and status. `derivatives` maps a name (`poster.jpg`) to its SHA-256 in the store.
    """

    item = models.OneToOneField(Item, models.PROTECT, related_name="capture")
    at = models.DateTimeField()
    final_url = models.CharField(max_length=2100)
    chain = models.JSONField()
    files = models.JSONField()
    title = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True)
    author = models.CharField(max_length=120, blank=True)
    posted_at = models.CharField(max_length=40, blank=True)
    media_error = models.CharField(max_length=300, blank=True)
    derivatives = models.JSONField(default=dict)
    duration_s = models.FloatField(null=True)

    def __str__(self) -> str:
        return f"capture of {self.item_id}"

    def media_file(self) -> dict[str, str] | None:
        """Return the captured media file's facts, if there is one."""
        return next((each for each in self.files if each["role"] == "media"), None)
