"""`actionday work`: runs the jobs of the pipeline until it is told to end."""

import argparse
import asyncio
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from gettext import gettext as _
from typing import TYPE_CHECKING, Any

from actionday.errors import BadInput

if TYPE_CHECKING:
    from procrastinate import App
    from psycopg_pool import AsyncConnectionPool

SUMMARY = _("run the jobs of the pipeline: capture, fingerprint, match, refer, check")
CONCURRENCY = 4
POLL_S = 0.5
"""Between looks for jobs whose time has come; new ones are announced by the database."""

HEARTBEAT_S = 3.0
SILENT_S = 15.0
"""A worker that has not been heard of for so long is dead, and its jobs go to others."""

RESCUE_EVERY_S = 5.0
RELAXED = "-c synchronous_commit=off"
"""For the queue's own bookkeeping: that a job was begun or done need not wait for the disk. If the
server is killed before it is there, the job runs again, and a step that was done changes nothing.
"""

SPARE_THREADS = 2
"""For what the event loop itself runs in threads, beside the jobs."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument(
        "--concurrency",
        metavar="N",
        type=int,
        default=CONCURRENCY,
        help=_("jobs at once (default %(default)s)"),
    )


def run(args: argparse.Namespace) -> int:
    """Work until SIGTERM or Ctrl-C; what was begun is finished first."""
    if not 1 <= args.concurrency <= 64:
        raise BadInput(
            _("--concurrency must be 1 to 64, not %(given)d") % {"given": args.concurrency}
        )
    from actionday.boot import boot

    boot()
    from procrastinate.exceptions import ConnectorException

    try:
        asyncio.run(work(args.concurrency))
    except (ConnectorException, OSError) as error:
        print(f"actionday work: {_('lost the database')}: {error}", file=sys.stderr)
        return 1
    return 0


async def work(concurrency: int) -> None:
    """Run jobs, each in a thread; Django's connections are one a thread and checked before a job.

    Jobs are fetched on connections of the worker's own; the jobs that a step queues go through
    Django's connection, into the step's transaction: the app itself keeps its connector.
    """
    from procrastinate import PsycopgConnector
    from procrastinate.contrib.django import app, connector_params

    loop = asyncio.get_running_loop()
    loop.set_default_executor(ThreadPoolExecutor(concurrency + SPARE_THREADS, "job"))
    given = connector_params()
    given["options"] = f"{given.get('options', '')} {RELAXED}"
    connector = PsycopgConnector(kwargs=given, pool_factory=trusting_pool)
    async with app.with_connector(connector).open_async() as worker:
        rescue = asyncio.create_task(rescue_jobs(worker))
        try:
            await worker.run_worker_async(
                concurrency=concurrency,
                delete_jobs="successful",
                fetch_job_polling_interval=POLL_S,
                update_heartbeat_interval=HEARTBEAT_S,
                stalled_worker_timeout=SILENT_S,
            )
        finally:
            rescue.cancel()


def trusting_pool(**given: Any) -> "AsyncConnectionPool":
    """Return a pool that does not test a connection before each use, which doubles the queries.

    A broken one ends the worker, and a new worker begins with new ones.
    """
    from psycopg_pool import AsyncConnectionPool

    return AsyncConnectionPool(**given | {"check": None})


async def rescue_jobs(worker: "App") -> None:
    """Give the jobs of workers that are silent to others, again and again.

    Every worker does so; an error means that another one was faster, or that the database is away.
    """
    from procrastinate.exceptions import ConnectorException

    jobs = worker.job_manager
    while True:
        with suppress(ConnectorException):
            for job in await jobs.get_stalled_jobs(seconds_since_heartbeat=SILENT_S):
                await jobs.retry_job(job)
        await asyncio.sleep(RESCUE_EVERY_S)
