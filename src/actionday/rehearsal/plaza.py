"""The stand-in platform as a process of its own: its public pages and its moderation desk.

`python -m actionday.rehearsal.plaza --store DIR [--port P] [--api URL]` serves the store in DIR on
loopback until SIGTERM. An empty DIR is filled first. With `--api` the desk pulls referrals.
"""

import argparse
import asyncio
import os
import signal
import sys
from gettext import gettext as _
from pathlib import Path

from actionday.errors import BadInput
from actionday.rehearsal.desk import Desk, desk_status
from actionday.rehearsal.platform_api import PlatformApi
from actionday.rehearsal.routes import Site
from actionday.rehearsal.store import MEDIA, Store, is_prepared, prepare
from actionday.rehearsal.studio import make_media
from actionday.rehearsal.wire import listen
from actionday.rehearsal.world import plan

LOOPBACK = "127.0.0.1"
TOKEN_VARIABLE = "PLAZA_TOKEN"  # noqa: S105  (a variable's name)
STOPS = (signal.SIGTERM, signal.SIGINT)


def main(argv: list[str] | None = None) -> int:
    """Run Plaza; return the exit status."""
    args = _arguments().parse_args(argv)
    try:
        if not is_prepared(args.store):
            fill(args.store, args.seed, args.items, args.units)
        asyncio.run(serve(args.store, args.port, args.api, args.token))
    except (BadInput, OSError) as error:
        print(f"plaza: {error}", file=sys.stderr)
        return 2
    return 0


def fill(folder: Path, seed: int, items: int, units: int) -> None:
    """Make the store and the media of a world in `folder`."""
    world = plan(seed, items, units)
    make_media(world, folder / MEDIA)
    prepare(folder, world)


async def serve(folder: Path, port: int, api: str | None, token: str) -> None:
    """Serve the store in `folder` until SIGTERM or SIGINT; with `api`, the desk works beside."""
    store = Store(folder)
    site = Site(store, lambda: desk_status(store))
    server = await listen(site.answer, LOOPBACK, port)
    site.listens_on(server.sockets[0].getsockname()[1])
    print(f"Plaza: {site.base}/", flush=True)
    desk = Desk(PlatformApi(api, token), store, site.find) if api else None
    if desk:
        desk.start()
    await _stop_signal()
    server.close()
    if desk:
        desk.stop()
        await asyncio.to_thread(desk.join, 2)
    store.close()


async def _stop_signal() -> None:
    stopped, loop = asyncio.Event(), asyncio.get_running_loop()
    for number in STOPS:
        loop.add_signal_handler(number, stopped.set)
    await stopped.wait()


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="plaza", description=_("Plaza, a platform to rehearse on")
    )
    parser.add_argument("--store", type=Path, required=True, help=_("folder of Plaza's own data"))
    parser.add_argument("--port", type=int, default=0, help=_("0: any free port"))
    parser.add_argument("--api", help=_("address of the Actionday whose referrals it pulls"))
    parser.add_argument(
        "--token",
        default=os.environ.get(TOKEN_VARIABLE, ""),
        help=_("the platform's token; better in the variable PLAZA_TOKEN"),
    )
    parser.add_argument("--seed", type=int, default=1, help=_("of the world, if DIR is empty"))
    parser.add_argument("--items", type=int, default=2145, help=_("of the world, if DIR is empty"))
    parser.add_argument("--units", type=int, default=11, help=_("of the world, if DIR is empty"))
    return parser


if __name__ == "__main__":
    sys.exit(main())
