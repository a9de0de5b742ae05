"""Version 1 of the API: its routers, at `/api/v1/`."""

from ninja import NinjaAPI

from actionday import __version__

from . import days, deconflict, families, match, platform, problems, units
from .auth import Bearer

api = NinjaAPI(
    title="Actionday",
    version=__version__,
    auth=Bearer(),
    openapi_url="/openapi.json",
    docs_url=None,
    urls_namespace="api",
)
api.add_router("", units.router)
api.add_router("", deconflict.router)
api.add_router("", families.router)
api.add_router("", days.router)
api.add_router("/platform", platform.router)
api.add_router("", match.router)
problems.install(api)
