"""PyMISP loads our export; what it writes of an event comes in here."""

from pathlib import Path

import pytest
from pymisp import MISPEvent

from actionday.media.listfile import Head, ListEntry, open_list, write_list
from tests.lists.test_formats import FULL, HEAD

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


def exported(path: Path, head: Head = HEAD) -> MISPEvent:
    with path.open("w", encoding="utf-8") as out:
        write_list("misp", head, FULL, out)
    event = MISPEvent()
    event.load_file(str(path))
    return event


def test_pymisp_loads_our_export(tmp_path: Path) -> None:
    event = exported(tmp_path / "list.json")
    assert event.info == "banners"
    assert {tag.name for tag in event.tags} >= {"tlp:green", 'actionday:source="Unit of ES"'}
    assert [attribute.value for attribute in event.attributes] == [each.value for each in FULL]
    kinds = [attribute.type for attribute in event.attributes]
    assert kinds == ["hex", "hex", "sha256", "md5", "text"]
    assert [bool(attribute.deleted) for attribute in event.attributes] == [
        each.withdrawn for each in FULL
    ]
    assert [attribute.to_ids for attribute in event.attributes] == [
        not each.withdrawn for each in FULL
    ]


def test_the_same_entry_is_the_same_attribute_in_the_next_export(tmp_path: Path) -> None:
    first, second = exported(tmp_path / "one"), exported(tmp_path / "two")
    assert first.uuid == second.uuid
    assert [each.uuid for each in first.attributes] == [each.uuid for each in second.attributes]
    assert len({each.uuid for each in first.attributes}) == len(FULL)


def test_what_pymisp_writes_comes_in_here(tmp_path: Path) -> None:
    event = exported(tmp_path / "list.json")
    event.add_attribute("url", "https://x.test/1")
    event.add_attribute("sha1", "cd" * 20, comment="a clip", to_ids=True)
    again = tmp_path / "again.json"
    again.write_text(event.to_json())
    rows = [row for row in open_list(again).rows if isinstance(row, ListEntry)]
    assert [row[:8] for row in rows[:-1]] == [each[:8] for each in FULL]
    assert rows[-1][:6] == ("sha1", "cd" * 20, "a clip", False, "", "green")
