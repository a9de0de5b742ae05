"""The addresses, as the clients know them."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from . import banks, hashing, lookups
from .door import by_method


def status(request: HttpRequest) -> HttpResponse:
    """Say that the service is there; for probes, without a token."""
    return HttpResponse("I-AM-ALIVE", content_type="text/plain")


urlpatterns = [
    path("status", status, name="hma_status"),
    path("h/hash", by_method(POST=hashing.hash_photo, GET=hashing.hash_url), name="hma_hash"),
    path("m/raw_lookup", lookups.raw_lookup, name="hma_raw_lookup"),
    path("m/lookup", by_method(GET=lookups.lookup, POST=lookups.lookup_photo), name="hma_lookup"),
    path("m/index/status", lookups.index_status, name="hma_index_status"),
    path("c/banks", by_method(GET=banks.banks, POST=banks.make), name="hma_banks"),
    path("c/bank/<str:name>", banks.bank, name="hma_bank"),
    path("c/bank/<str:name>/signal", banks.add_signal, name="hma_signal"),
    path("c/bank/<str:name>/content", banks.add_content, name="hma_content"),
    path(
        "c/bank/<str:name>/content/<int:entry>",
        by_method(GET=banks.content, DELETE=banks.withdraw),
        name="hma_entry",
    ),
]
