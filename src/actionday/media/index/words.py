"""Three operations of the processor that neither Python nor NumPy has, for use in kernels.

Written in the compiler's own terms, which it turns into what the processor has: with AVX-512 one
instruction counts the ones of sixteen sketches; elsewhere it takes some more.
"""

from typing import Any

from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.extending import intrinsic

LANES = 16
"""Sketches (uint32) that `near` looks at in one go."""

_int8, _int32, _int64 = (ir.IntType(bits) for bits in (8, 32, 64))
_lanes = ir.VectorType(_int32, LANES)


def _ones(_typing: Any, word: Any) -> Any:
    """Declare `ones(word: uint64) -> int64`: how many bits are set."""

    def code(_context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        return builder.ctpop(arguments[0])

    return types.int64(types.uint64), code


def _near(_typing: Any, sketches: Any, at: Any, needle: Any, limit: Any) -> Any:
    """Declare `near(sketches: uint32[:], at, needle: uint32, limit) -> int64`.

    Bit i of the answer says whether sketches[at + i] differs from the needle in at most `limit`
    bits. All sixteen are read, whatever the length of the array.
    """

    def code(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        values, at, needle, limit = arguments
        first = _address(context, builder, signature, values, at)
        block = builder.load(builder.bitcast(first, _lanes.as_pointer()), align=4)
        count = _outside(builder, f"llvm.ctpop.v{LANES}i32", _lanes, _lanes)
        apart = builder.call(count, [builder.xor(block, _spread(builder, needle))])
        few = builder.icmp_unsigned("<=", apart, _spread(builder, builder.trunc(limit, _int32)))
        return builder.zext(builder.bitcast(few, ir.IntType(LANES)), _int64)

    return types.int64(sketches, types.int64, types.uint32, types.int64), code


def _fetch(_typing: Any, values: Any, at: Any) -> Any:
    """Declare `fetch(values, at)`: have the memory around the element `at` on its way."""

    def code(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        values, at = arguments
        first = _address(context, builder, signature, values, at)
        byte, nothing = _int8.as_pointer(), ir.VoidType()
        call = _outside(builder, "llvm.prefetch.p0", nothing, byte, _int32, _int32, _int32)
        to_read, keep, data = (ir.Constant(_int32, value) for value in (0, 3, 1))
        builder.call(call, [builder.bitcast(first, byte), to_read, keep, data])
        return context.get_dummy_value()

    return types.void(values, types.int64), code


def _outside(builder: Any, name: str, answer: Any, *arguments: Any) -> Any:
    """Name a function of the compiler's own."""
    kind = ir.FunctionType(answer, arguments)
    return cgutils.get_or_insert_function(builder.module, kind, name)  # type: ignore[no-untyped-call]


def _address(context: Any, builder: Any, signature: Any, values: Any, at: Any) -> Any:
    array = context.make_array(signature.args[0])(context, builder, values)
    return builder.gep(array.data, [at])


def _spread(builder: Any, value: Any) -> Any:
    """Put one value into all lanes."""
    nothing = ir.Constant(_lanes, ir.Undefined)
    first = builder.insert_element(nothing, value, ir.Constant(_int32, 0))
    return builder.shuffle_vector(first, nothing, ir.Constant(_lanes, [0] * LANES))


ones: Any = intrinsic(_ones)
near: Any = intrinsic(_near)
fetch: Any = intrinsic(_fetch)
