"""Turn the dataclasses of the draft into plain JSON and back; knows no field by name but the optional ones."""

import types
import typing
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

T = TypeVar("T")

# The contract writes these only when they say something.
LEFT_OUT_WHEN_EMPTY = frozenset({"n_max", "scope", "quotas_deferred_to"})


def encode_fields(item: Any) -> dict[str, Any]:
    """Give the fields of one dataclass in the order of the contract."""
    pairs = ((each.name, getattr(item, each.name)) for each in fields(item))
    return {name: _encode(value) for name, value in pairs if value is not None or name not in LEFT_OUT_WHEN_EMPTY}


def _encode(value: Any) -> Any:
    if is_dataclass(value):
        return encode_fields(value)
    if isinstance(value, Mapping):
        return {key: _encode(each) for key, each in value.items()}
    if isinstance(value, tuple | list):
        return [_encode(each) for each in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def decode_fields(kind: type[T], data: Mapping[str, Any]) -> T:
    """Build one dataclass from its JSON object; keys it does not know are passed over."""
    hints = typing.get_type_hints(kind)
    return kind(**{name: _decode(hint, data[name]) for name, hint in hints.items() if name in data})


def _decode(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    origin = typing.get_origin(hint)
    if origin in (types.UnionType, typing.Union):
        return _decode(next(each for each in typing.get_args(hint) if each is not type(None)), value)
    if origin is tuple:
        return tuple(_decode(typing.get_args(hint)[0], each) for each in value)
    if origin is not None and issubclass(origin, Mapping):
        inner = typing.get_args(hint)[1]
        return {key: _decode(inner, each) for key, each in value.items()}
    if hint is date:
        return date.fromisoformat(value)
    if is_dataclass(hint) and isinstance(hint, type):
        return decode_fields(hint, value)
    return _plain(value)


def _plain(value: Any) -> Any:
    """Make a number with decimals exact again, in whatever it stands."""
    if isinstance(value, float):
        return Decimal(str(value))
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return tuple(_plain(each) for each in value)
    return value
