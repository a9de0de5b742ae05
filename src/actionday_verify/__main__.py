"""`actionday-verify DIR`: recomputes a report from its ledger, and says where the two differ."""

import argparse
import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from gettext import gettext as _
from pathlib import Path
from typing import Any

from .figures import CUTS, FIGURES, recompute
from .items import Day
from .lines import Withheld, read
from .tree import Tree, checkpoint

ENOUGH = 20
"""After so many bad lines the rest of a ledger is not read."""


def main(argv: list[str] | None = None) -> int:
    """Verify a folder: 0 everything fits, 1 something does not, 2 a file cannot be read."""
    parser = argparse.ArgumentParser(prog="actionday-verify", description=__doc__)
    parser.add_argument("folder", type=Path, metavar="DIR", help=_("what actionday report wrote"))
    try:
        errors = verify(parser.parse_args(argv).folder)
    except BrokenPipeError:  # nobody reads on: nothing is said, and it is no success
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 2
    except OSError as error:
        print(f"actionday-verify: {error.filename}: {error.strerror}", file=sys.stderr)
        return 2
    for each in errors:
        say(_("ERROR %(error)s") % {"error": each})
    say(_("FAILED: %(n)d errors") % {"n": len(errors)} if errors else _("OK: everything fits"))
    return 1 if errors else 0


def verify(folder: Path) -> list[str]:
    """Return all that is wrong; print what was compared. Raises OSError for a missing file."""
    names = ("checkpoint", "checkpoint.key", "report.json")
    note, key, text = ((folder / name).read_bytes() for name in names)
    day, tree, withheld = Day(), Tree(), Counter[str]()
    with (folder / "ledger.jsonl").open("rb") as lines:
        errors = walk(lines, day, tree, withheld)
    say(_("ledger: %(n)d entries, root %(root)s") % {"n": tree.size, "root": tree.root().hex()})
    errors += check_note(note, key, tree)
    try:
        report = json.loads(text, object_pairs_hook=once)
        if not isinstance(report, dict):
            raise ValueError(_("not an object"))
    except (ValueError, RecursionError) as error:
        return [*errors, f"report.json: {error}"]
    if errors:
        return [*errors, _("report.json: not compared, as the ledger does not hold")]
    root = {"size": tree.size, "root": tree.root().hex(), "checkpoint": note.decode()}
    return compare(report, recompute(day) | {"ledger": root}, withheld)


def walk(lines: Iterable[bytes], day: Day, tree: Tree, withheld: Counter[str]) -> list[str]:
    """Read the ledger into day and tree, count withheld fields, and return what is wrong."""
    errors: list[str] = []
    for index, raw in enumerate(lines):
        try:
            entry = read(raw, index)
            tree.append(entry.leaf)
            withheld.update(k for k, v in entry.values.items() if isinstance(v, Withheld))
            day.take(entry)
        except ValueError as error:
            place = {"line": index + 1, "index": index, "error": error}
            errors.append(_("ledger.jsonl line %(line)d (index %(index)d): %(error)s") % place)
            if len(errors) == ENOUGH:
                return [*errors, _("ledger.jsonl: too many errors, the rest was not read")]
    return errors if day.times["as_of"] else [*errors, _("ledger.jsonl: no entry")]


def check_note(note: bytes, key: bytes, tree: Tree) -> list[str]:
    """Return what is wrong with the checkpoint."""
    try:
        size, root = checkpoint(note.decode(), key.decode())
    except ValueError as error:
        return [f"checkpoint: {error}"]
    told = {"key": key.decode().strip(), "size": size, "root": root.hex()}
    say(_("signed by %(key)s (compare it with a copy from elsewhere)") % told)
    fits = (size, root) == (tree.size, tree.root())
    return [] if fits else [_("checkpoint: it signs %(size)d entries, root %(root)s") % told]


def compare(report: dict[str, Any], due: dict[str, Any], withheld: Counter[str]) -> list[str]:
    """Print claimed beside recomputed, and return every difference."""
    claimed = {name: report[name] for name in due if name in report}
    unchecked = {name: report[name] for name in report if name not in {*due, "definitions"}}
    if isinstance(claimed.get("day"), dict):
        parts = ("version", "supersedes")
        unchecked |= {f"day.{name}": claimed["day"].pop(name, None) for name in parts}
    errors = list(differences(claimed, due, ""))
    definitions = report.get("definitions")
    for name in FIGURES:
        sentence = definitions.get(name) if isinstance(definitions, dict) else None
        if not isinstance(sentence, str) or not sentence.strip():
            errors.append(_("definitions.%(name)s: no sentence") % {"name": name})
    table(claimed, due)
    for name, n in sorted(withheld.items()):
        say(_("withheld: %(name)s in %(n)d entries") % {"name": name, "n": n})
    for name, value in unchecked.items():
        say(_("not checked: %(name)s %(value)s") % {"name": name, "value": json.dumps(value)})
    return errors


def differences(claimed: Any, due: Any, path: str) -> Iterator[str]:
    """Yield each place where the claim is not what was recomputed; numbers compare by value."""
    if isinstance(claimed, dict) and isinstance(due, dict):
        for key in sorted(claimed.keys() | due.keys()):
            place = f"{path}.{key}".lstrip(".")
            if key in claimed and key in due:
                yield from differences(claimed[key], due[key], place)
            else:
                which = _("is not claimed") if key in due else _("does not follow from the ledger")
                yield f"{place}: {which}"
    elif isinstance(claimed, list) and isinstance(due, list) and len(claimed) == len(due):
        for n, (one, other) in enumerate(zip(claimed, due, strict=True)):
            yield from differences(one, other, f"{path}[{n}]")
    elif claimed != due or isinstance(claimed, bool) != isinstance(due, bool):
        told = {"path": path, "claimed": claimed, "due": due}
        yield _("%(path)s: claimed %(claimed)r, recomputed %(due)r") % told


def table(claimed: dict[str, Any], due: dict[str, Any]) -> None:
    """Print the figures, and the sum of each cut's counts, all and undisclosed."""
    row = "%-32s %12s %12s"
    say(row % (_("figure"), _("claimed"), _("recomputed")))
    cuts = [path for name in CUTS for path in (("by", name), ("by", name, "undisclosed"))]
    for path in [*(("figures", name) for name in FIGURES), *cuts]:
        say(row % (".".join(path), total(claimed, *path), total(due, *path)))


def total(node: Any, *path: str) -> int:
    """Return the sum of all whole numbers below this path."""
    for key in path:
        node = node.get(key) if isinstance(node, dict) else None
    if isinstance(node, dict):
        return sum(map(total, node.values()))
    return node if isinstance(node, int) else 0


def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return a JSON object; raise ValueError if a key comes twice."""
    if len(found := dict(pairs)) != len(pairs):
        raise ValueError(_("a key comes twice"))
    return found


def say(text: str) -> None:
    """Print a line, without the control characters that a forged file could bring."""
    print("".join(letter if letter.isprintable() else "\ufffd" for letter in text[:400]))


if __name__ == "__main__":
    sys.exit(main())
