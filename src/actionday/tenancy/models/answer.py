"""The stored answer to an unsafe call, so that the same call twice changes nothing."""

from django.db import models

from .token import Token


class StoredAnswer(models.Model):
    """What was answered to a token's call with an Idempotency-Key; saved with what the call did."""

    token = models.ForeignKey(Token, models.CASCADE)
    key = models.CharField(max_length=255)
    request = models.BinaryField(max_length=32)
    status = models.PositiveSmallIntegerField()
    body = models.TextField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["token", "key"], name="answer_once_a_key"),
        ]

    def __str__(self) -> str:
        return self.key
