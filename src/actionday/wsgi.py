"""The WSGI entry that the HTTP server loads."""

from actionday.boot import boot

boot(serves=True)

from django.core.wsgi import get_wsgi_application  # noqa: E402  (needs what boot() has set)

application = get_wsgi_application()
