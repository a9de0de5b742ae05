"""Canonical JSON (RFC 8785) for what a ledger may hold: one value has exactly one text.

The ledger takes a subset of JSON: no floats, integers within ±(2^53-1), ASCII object keys. For that
subset the C encoder of the standard library, with sorted keys, writes what RFC 8785 asks for.
"""

import json
from collections.abc import Iterable
from typing import Any

LARGEST = 2**53 - 1
"""The largest integer that every JSON reader holds exactly."""


def encode(value: Any) -> bytes:
    """Return the canonical JSON of a value made of dict, list, tuple, str, int, bool and None.

    Source: RFC 8785. Raises ValueError that names the path of the first part that does not belong
    in a ledger, such as `$.private[2].score`.
    """
    try:
        if _belongs(value):
            text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
            return text.encode()
    except UnicodeEncodeError:
        pass
    except RecursionError:
        raise ValueError("$: nested too deeply") from None
    raise ValueError(_fault(value, "$"))


def _belongs(value: Any) -> bool:
    """Whether the ledger takes the value; lone surrogates are left to the encoder to find."""
    if value is None or isinstance(value, str | bool):
        return True
    if isinstance(value, int):
        return -LARGEST <= value <= LARGEST
    if isinstance(value, dict):
        return all(isinstance(key, str) and key.isascii() for key in value) and all(
            map(_belongs, value.values())
        )
    return isinstance(value, list | tuple) and all(map(_belongs, value))


def _fault(value: Any, path: str) -> str:
    """Return what is wrong in the value, its path first; empty if nothing is."""
    if isinstance(value, dict):
        return _first(_key_fault(key, path) or _fault(value[key], f"{path}.{key}") for key in value)
    if isinstance(value, list | tuple):
        return _first(_fault(each, f"{path}[{n}]") for n, each in enumerate(value))
    if isinstance(value, str):
        lone = any("\ud800" <= letter <= "\udfff" for letter in value)
        return f"{path}: a lone surrogate" if lone else ""
    if _belongs(value):
        return ""
    if isinstance(value, int):
        return f"{path}: an integer beyond 2^53-1"
    return f"{path}: a {type(value).__name__} has no place in a ledger"


def _key_fault(key: object, path: str) -> str:
    return "" if isinstance(key, str) and key.isascii() else f"{path}: {key!r} is no ASCII key"


def _first(faults: Iterable[str]) -> str:
    return next(filter(None, faults), "")
