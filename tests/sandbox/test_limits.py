"""Whatever a file does to its decoder, it is named in a sentence and the next file is fine."""

from pathlib import Path

import pytest

from actionday.edge.sandbox import Sandbox, Unreadable

from .conftest import Does


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        ("refuse", "this is no picture"),
        ("fault", "the decoder failed: ZeroDivisionError: oh"),
        ("eat_memory", "needed more than 512 MB of memory"),
        ("loop", "needed more than 1 seconds of computing"),
        ("sleep 60", "took longer than 4 seconds"),
        ("crash", r"the decoder crashed \(SIGSEGV\)"),
        ("write_much", "the decoder wrote more than 4 MB"),
        ("answer_without_end", "an answer without end"),
    ],
)
def test_the_file_is_unreadable_and_the_next_is_fine(does: Does, act: str, sentence: str) -> None:
    with pytest.raises(Unreadable, match=sentence):
        does(act)
    assert does("greet hello") == "hello"


def test_what_was_half_made_is_not_delivered(does: Does, tmp_path: Path) -> None:
    with pytest.raises(Unreadable):
        does("write_much")
    assert not (tmp_path / "out").exists()


def test_a_file_that_is_not_there_is_an_error_of_ours(box: Sandbox, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        box.examine(tmp_path / "nothing")


def test_a_folder_is_no_media(box: Sandbox) -> None:
    with pytest.raises((Unreadable, IsADirectoryError)):
        box.examine(Path("/"))
