"""The WSGI entry that the HTTP server loads."""

from actionday.boot import boot

boot(serves=True)

from django.conf import settings  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402  (needs what boot() has set)

application = get_wsgi_application()

if settings.ONLY_MATCH:  # the first call then is as quick as all others
    from actionday.lists.memory import memory

    memory.warm_up()
