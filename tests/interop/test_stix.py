"""OASIS's schemas for STIX 2.1 hold for our export, and its pattern grammar; its library reads it.

The schemas come with OASIS's validator, whose own checks are run by test_stix_validator.py.
"""

import json
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

import pytest
import stix2
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from stix2patterns.v21.pattern import Pattern

from actionday.media.listfile import Head, ListEntry, open_list, write_list
from tests.lists.test_formats import FULL, HEAD

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
HEADS = [HEAD, Head("logos", kind="never"), Head("red", source="ES", tlp="red", licence="X")]
FOLDERS = {"bundle": "common", "identity": "sdos", "indicator": "sdos",
           "marking-definition": "common"}  # fmt: skip


def exported(path: Path, head: Head = HEAD) -> Path:
    with path.open("w", encoding="utf-8") as out:
        write_list("stix", head, FULL, out)
    return path


@lru_cache(maxsize=1)
def schemas() -> tuple[Path, Registry]:
    """Return OASIS's schemas for STIX 2.1: their folder, and all of them by their addresses."""
    spec = find_spec("stix2validator")
    assert spec is not None
    assert spec.submodule_search_locations
    folder = Path(spec.submodule_search_locations[0]) / "schemas-2.1" / "schemas"
    found = [json.loads(path.read_text()) for path in folder.rglob("*.json")]
    resources = [(each["$id"], Resource.from_contents(each)) for each in found]
    return folder, Registry().with_resources(resources)


def faults(given: dict[str, object]) -> list[str]:
    """Return what OASIS's schema for an object of this type finds wrong with it."""
    folder, registry = schemas()
    kind = str(given["type"])
    schema = json.loads((folder / FOLDERS[kind] / f"{kind}.json").read_text())
    validator = Draft202012Validator(schema, registry=registry)
    return [each.message for each in validator.iter_errors(given)]


@pytest.mark.parametrize("head", HEADS, ids=lambda head: head.name)
def test_the_schemas_of_oasis_hold_for_our_export(tmp_path: Path, head: Head) -> None:
    bundle = json.loads(exported(tmp_path / "list.json", head).read_text())
    assert faults(bundle) == []
    assert [faults(each) for each in bundle["objects"]] == [[]] * len(bundle["objects"])
    kinds = [each["type"] for each in bundle["objects"]]
    assert kinds == ["identity", *["marking-definition"] * 5, *["indicator"] * len(FULL)]


def test_the_schemas_find_what_is_wrong(tmp_path: Path) -> None:
    indicator = json.loads(exported(tmp_path / "list.json").read_text())["objects"][-1]
    assert faults(indicator | {"confidence": 101})
    assert faults(indicator | {"valid_from": "yesterday"})
    assert faults({key: value for key, value in indicator.items() if key != "pattern"})


def test_its_grammar_holds_for_our_patterns(tmp_path: Path) -> None:
    objects = json.loads(exported(tmp_path / "list.json").read_text())["objects"]
    for each in objects:
        if each["type"] == "indicator":
            Pattern(each["pattern"])
    with pytest.raises(Exception, match=r"no viable|mismatched|extraneous|missing"):
        Pattern("[file;hashes.x_pdq = '0']")


def test_the_library_reads_our_export_and_we_read_its(tmp_path: Path) -> None:
    text = exported(tmp_path / "list.json").read_text()
    bundle = stix2.parse(text, allow_custom=False)
    indicators = [each for each in bundle.objects if each.type == "indicator"]
    assert [each.revoked for each in indicators] == [each.withdrawn for each in FULL]
    assert [each.get("confidence") for each in indicators] == [each.confidence for each in FULL]
    again = tmp_path / "again.json"
    again.write_text(bundle.serialize())
    rows = list(open_list(again).rows)
    assert all(isinstance(row, ListEntry) for row in rows)
    assert [row[:8] for row in rows] == [each[:8] for each in FULL]


def test_the_same_entry_is_the_same_indicator_in_the_next_export(tmp_path: Path) -> None:
    ids = [
        [each["id"] for each in json.loads(exported(tmp_path / name).read_text())["objects"]]
        for name in ("one", "two")
    ]
    assert ids[0] == ids[1]
    assert len(set(ids[0])) == len(ids[0])
