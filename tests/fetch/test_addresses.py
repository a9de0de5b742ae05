"""Which addresses are refused, and for which reason."""

import pytest

from actionday.edge.fetch.addresses import Reason, denial, in_words

DENIED = {
    Reason.METADATA: [
        "169.254.169.254", "169.254.170.2", "100.100.100.200", "168.63.129.16", "192.0.0.192",
        "fd00:ec2::254", "fd20:ce::254",
    ],
    Reason.UNSPECIFIED: ["0.0.0.0", "::"],
    Reason.LOOPBACK: ["127.0.0.1", "127.255.255.254", "::1"],
    Reason.PRIVATE: [
        "10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.255", "192.168.1.1", "fc00::1",
        "fdff::1",
    ],
    Reason.SHARED: ["100.64.0.1", "100.127.255.255"],
    Reason.LINK_LOCAL: ["169.254.0.1", "fe80::1", "fe80::1%eth0", "febf::1"],
    Reason.MULTICAST: ["224.0.0.1", "239.255.255.250", "ff02::1"],
    Reason.BROADCAST: ["255.255.255.255"],
    Reason.DOCUMENTATION: ["192.0.2.1", "198.51.100.1", "203.0.113.1", "2001:db8::1", "3fff::1"],
    Reason.BENCHMARK: ["198.18.0.1", "198.19.255.255", "2001:2::1"],
    Reason.MAPPED: ["::ffff:127.0.0.1", "::ffff:9.9.9.9", "::127.0.0.1", "::ffff:0:7f00:1"],
    Reason.NAT64: ["64:ff9b::7f00:1", "64:ff9b::909:909", "64:ff9b:1::1"],
    Reason.SIXTOFOUR: ["2002:7f00:1::", "2002:909:909::1", "192.88.99.1"],
    Reason.TEREDO: ["2001::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2"],
    Reason.ISATAP: ["2a00:1450::5efe:7f00:1", "2a00:1450::200:5efe:a00:1"],
    Reason.SITE_LOCAL: ["fec0::1"],
    Reason.DISCARD: ["100::1"],
    Reason.RESERVED: [
        "0.1.2.3", "192.0.0.1", "240.0.0.1", "2001:10::1", "2001:20::1", "5f00::1", "4000::1",
        "e000::1", "200::1",
    ],
    Reason.NOT_AN_ADDRESS: ["", "localhost", "127.1", "0x7f000001", "1.2.3.4.5", "010.0.0.1"],
}  # fmt: skip
PUBLIC = [
    "9.9.9.9", "1.1.1.1", "172.15.255.255", "172.32.0.1", "100.63.255.255", "100.128.0.1",
    "169.253.0.1", "192.0.1.1", "198.17.255.255", "198.20.0.1", "223.255.255.255", "11.0.0.1",
    "2620:fe::fe", "2a00:1450:4001:800::200e", "2003::1", "2001:4860:4860::8888",
]  # fmt: skip


@pytest.mark.parametrize(
    ("address", "reason"), [(each, reason) for reason, many in DENIED.items() for each in many]
)
def test_an_inner_address_is_denied_for_its_reason(address: str, reason: Reason) -> None:
    assert denial(address) is reason


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_is_not_denied(address: str) -> None:
    assert denial(address) is None


def test_every_reason_has_words() -> None:
    assert set(DENIED) == set(Reason)
    for reason in Reason:
        assert "10.0.0.1 is not on the public internet (" in in_words("10.0.0.1", reason)
