"""From a call to the pipeline and back."""

from types import ModuleType
from typing import Any

from django.http import HttpRequest

from actionday import pipeline

from .auth import caller_of
from .once import AnsweredBefore, once


def do(request: HttpRequest, stage: ModuleType, *given: Any) -> Any:
    """Run a stage for the caller and return its answer; a repeated call gets the stored one."""
    try:
        done = pipeline.step(stage, caller_of(request).actor, *given, once=once(request))
    except AnsweredBefore as before:
        return before.answer
    assert done is not None
    return done.answer
