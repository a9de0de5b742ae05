"""The tree is that of RFC 6962: its published vectors, and proofs that hold for nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actionday.ledger.tree import (
    EMPTY,
    Frontier,
    consistency_holds,
    consistency_proof,
    inclusion_holds,
    inclusion_proof,
    leaf_hash,
    root,
)

# The vectors that the Certificate Transparency project publishes.
INPUTS = (
    *("", "00", "10", "2021", "3031", "40414243", "5051525354555657"),
    "606162636465666768696a6b6c6d6e6f",
)
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
LEAVES = [leaf_hash(bytes.fromhex(each)) for each in INPUTS]
NODE_01 = "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"
NODE_23 = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
NODE_4 = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
NODE_67 = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
NODE_4567 = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"
MANY = [leaf_hash(b"%d" % n) for n in range(70)]
SIZES = st.integers(0, len(MANY))


def hexes(hashes: list[bytes]) -> list[str]:
    return [each.hex() for each in hashes]


@pytest.mark.parametrize("size", range(9))
def test_the_roots_are_the_published_ones(size: int) -> None:
    assert root(LEAVES[:size]).hex() == ROOTS[size]


def test_the_proofs_are_the_published_ones() -> None:
    assert hexes(inclusion_proof(5, LEAVES)) == [NODE_4, NODE_67, ROOTS[4]]
    assert hexes(inclusion_proof(0, LEAVES))[1:] == [NODE_23, NODE_4567]
    assert hexes(consistency_proof(2, LEAVES)) == [NODE_23, NODE_4567]
    assert hexes(consistency_proof(2, LEAVES[:5])) == [NODE_23, NODE_4]
    assert hexes(consistency_proof(6, LEAVES)) == [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        NODE_67,
        ROOTS[4],
    ]


@given(SIZES)
def test_a_frontier_goes_on_from_where_it_was_kept(size: int) -> None:
    kept = Frontier()
    for leaf in MANY[:size]:
        kept.append(leaf)
    again = Frontier(kept.size, kept.hashes)
    for leaf in MANY[size:]:
        again.append(leaf)
    assert (kept.root(), again.root()) == (root(MANY[:size]), root(MANY))


def test_hashes_that_do_not_fit_a_size_are_no_frontier() -> None:
    with pytest.raises(ValueError, match="no frontier of 5 leaves"):
        Frontier(5, [MANY[0]])


@given(SIZES.filter(bool), st.data())
def test_an_inclusion_proof_holds_for_its_leaf_only(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    proof, top = inclusion_proof(index, MANY[:size]), root(MANY[:size])
    assert inclusion_holds(index, size, MANY[index], proof, top)
    assert not inclusion_holds(index, size, MANY[(index + 1) % 70], proof, top)
    assert not inclusion_holds(index, size, MANY[index], [*proof, top], top)
    assert not inclusion_holds(index, size, MANY[index], proof, EMPTY)
    other = data.draw(st.integers(-1, size + 1))
    assert inclusion_holds(other, size, MANY[index], proof, top) == (other == index)
    if proof:
        assert not inclusion_holds(index, size, MANY[index], proof[:-1], top)


@given(SIZES, SIZES, st.data())
def test_a_consistency_proof_holds_for_its_two_trees_only(
    one: int, other: int, data: st.DataObject
) -> None:
    old, size = sorted((one, other))
    proof, before, now = consistency_proof(old, MANY[:size]), root(MANY[:old]), root(MANY[:size])
    assert consistency_holds(old, size, proof, before, now)
    assert not consistency_holds(old, size, [*proof, now], before, now)
    if old:
        assert not consistency_holds(old, size, proof, MANY[69], now)
    if proof:
        assert not consistency_holds(old, size, proof[1:], before, now)
        assert not consistency_holds(old, size, proof, before, before)
        spoilt = data.draw(st.integers(0, len(proof) - 1))
        forged = [EMPTY if n == spoilt else each for n, each in enumerate(proof)]
        assert not consistency_holds(old, size, forged, before, now)


def test_there_is_no_proof_of_what_is_not_there() -> None:
    with pytest.raises(ValueError, match="no leaf 8"):
        inclusion_proof(8, LEAVES)
    with pytest.raises(ValueError, match="no first 9"):
        consistency_proof(9, LEAVES)
