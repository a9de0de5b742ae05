"""`actionday COMMAND ...`: finds the command's file, runs it, and turns bad input into one line."""

import argparse
import importlib
import pkgutil
import sys
from gettext import gettext as _
from typing import Any

from actionday import __version__, commands
from actionday.errors import BadInput


def command_names() -> list[str]:
    """Return the names of all commands, in alphabetical order."""
    found = pkgutil.iter_modules(commands.__path__)
    return sorted(module.name for module in found if not module.ispkg)


def load(name: str) -> Any:
    """Import the file of the command `name`."""
    return importlib.import_module(f"{commands.__name__}.{name}")


def overview() -> str:
    """Return the help text: every command with its summary."""
    rows = "\n".join(f"  {name:<12} {load(name).SUMMARY}" for name in command_names())
    return _("usage: actionday COMMAND ...\n\n%(rows)s\n\nactionday COMMAND --help tells more.") % {
        "rows": rows
    }


def main(argv: list[str] | None = None) -> int:
    """Run one command and return its exit status: 0 done, 1 done with failures, 2 bad input."""
    args = sys.argv[1:] if argv is None else argv
    if not args or args[0] in ("-h", "--help"):
        print(overview())
        return 0 if args else 2
    if args[0] == "--version":
        print(f"actionday {__version__}")
        return 0
    if args[0] not in command_names():
        print(
            _("actionday: there is no command '%(name)s'; actionday --help lists them")
            % {"name": args[0]},
            file=sys.stderr,
        )
        return 2
    return run(args[0], args[1:])


def run(name: str, argv: list[str]) -> int:
    """Parse the command's own arguments and run it."""
    command = load(name)
    parser = argparse.ArgumentParser(prog=f"actionday {name}", description=command.SUMMARY)
    command.configure(parser)
    try:
        return int(command.run(parser.parse_args(argv)))
    except BadInput as error:
        print(f"actionday {name}: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return 1


if __name__ == "__main__":
    sys.exit(main())
