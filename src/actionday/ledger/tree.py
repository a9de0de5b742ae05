"""The Merkle tree over a log's leaves: roots, and proofs that need only a few hashes.

Source: RFC 6962, section 2.1; the verification algorithms are those of RFC 9162, section 2.1.
Every hash here is 32 bytes of SHA-256.
"""

from collections.abc import Iterable, Sequence
from hashlib import sha256

EMPTY = sha256(b"").digest()
"""The root of a log without entries."""


def leaf_hash(leaf: bytes) -> bytes:
    """Return the hash of a leaf's bytes."""
    return sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of a node over its two children."""
    return sha256(b"\x01" + left + right).digest()


class Frontier:
    """The right edge of a growing tree: all that its root and its next leaf need.

    `hashes` are the roots of the complete subtrees that make up `size` leaves, the largest first:
    one for each bit of `size`. Both can be stored and given back. Raises ValueError if they do not
    fit each other.
    """

    def __init__(self, size: int = 0, hashes: Iterable[bytes] = ()) -> None:
        self.size = size
        self.hashes = list(hashes)
        if size < 0 or size.bit_count() != len(self.hashes):
            raise ValueError(f"{len(self.hashes)} hashes are no frontier of {size} leaves")

    def append(self, leaf: bytes) -> None:
        """Add the hash of the next leaf."""
        complete = self.size
        while complete & 1:
            leaf = node_hash(self.hashes.pop(), leaf)
            complete >>= 1
        self.hashes.append(leaf)
        self.size += 1

    def root(self) -> bytes:
        """Return the root of the tree so far."""
        if not self.hashes:
            return EMPTY
        root = self.hashes[-1]
        for left in reversed(self.hashes[:-1]):
            root = node_hash(left, root)
        return root


def root(leaves: Iterable[bytes]) -> bytes:
    """Return the root over leaf hashes."""
    frontier = Frontier()
    for leaf in leaves:
        frontier.append(leaf)
    return frontier.root()


def inclusion_proof(index: int, leaves: Sequence[bytes]) -> list[bytes]:
    """Return the hashes that lead from leaf `index` to the root over these leaf hashes.

    Source: PATH of RFC 6962, section 2.1.1. Raises ValueError if there is no such leaf.
    """
    if not 0 <= index < len(leaves):
        raise ValueError(f"no leaf {index} among {len(leaves)}")
    start, end, path = 0, len(leaves), list[bytes]()
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            path.append(root(leaves[middle:end]))
            end = middle
        else:
            path.append(root(leaves[start:middle]))
            start = middle
    return path[::-1]


def inclusion_holds(
    index: int, size: int, leaf: bytes, proof: Sequence[bytes], root: bytes
) -> bool:
    """Whether the proof leads from this leaf hash at `index` to the root of `size` leaves.

    Source: RFC 9162, section 2.1.3.2.
    """
    if not 0 <= index < size:
        return False
    place, last, node = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return False
        if place & 1 or place == last:
            node = node_hash(sibling, node)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            node = node_hash(node, sibling)
        place, last = place >> 1, last >> 1
    return last == 0 and node == root


def consistency_proof(old: int, leaves: Sequence[bytes]) -> list[bytes]:
    """Return the hashes that show the first `old` leaves to be where they were.

    Source: SUBPROOF of RFC 6962, section 2.1.2. The proof is empty for `old` = 0 and for all
    leaves. Raises ValueError if there are fewer leaves than `old`.
    """
    if not 0 <= old <= len(leaves):
        raise ValueError(f"no first {old} among {len(leaves)} leaves")
    start, end, path = 0, len(leaves), list[bytes]()
    while old and end > old:
        middle = start + _split(end - start)
        if old <= middle:
            path.append(root(leaves[middle:end]))
            end = middle
        else:
            path.append(root(leaves[start:middle]))
            start = middle
    if start:
        path.append(root(leaves[start:end]))
    return path[::-1]


def consistency_holds(
    old: int, size: int, proof: Sequence[bytes], old_root: bytes, root: bytes
) -> bool:
    """Whether the proof shows the tree of `old` leaves to be the beginning of that of `size`.

    Source: RFC 9162, section 2.1.4.2; an empty log is the beginning of every log.
    """
    if not 0 < old < size:
        same = old == size and old_root == root
        return not proof and (same or (old == 0 < size and old_root == EMPTY))
    path = [old_root, *proof] if old.bit_count() == 1 else list(proof)
    place, last = old - 1, size - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    if not path:
        return False
    before = now = path[0]
    for node in path[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            before, now = node_hash(node, before), node_hash(node, now)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            now = node_hash(now, node)
        place, last = place >> 1, last >> 1
    return last == 0 and before == old_root and now == root


def _split(size: int) -> int:
    """Return the largest power of two below `size`."""
    return 1 << ((size - 1).bit_length() - 1)
