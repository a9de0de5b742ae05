"""Over https the certificate must be valid for the name that was asked for."""

import datetime
import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from actionday.edge.fetch import Endpoint, Fetcher, FetchFailed

from .site import Site, running


def certificate(folder: Path, name: str) -> Path:
    """Write a self-signed certificate for `name` and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder(subject, subject, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "certificate.pem"
    path.write_bytes(
        made.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return path


@pytest.fixture
def secure_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A site with a certificate for site.test that this process trusts."""
    path = certificate(tmp_path, "site.test")
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    with running() as site:
        assert site.server is not None
        site.server.socket = context.wrap_socket(site.server.socket, server_side=True)
        yield site


def fetcher_of(site: Site) -> Fetcher:
    names = ("site.test", "other.test", "127.0.0.1")
    return Fetcher(
        "test/1", {f"{name}:{site.port}": Endpoint("127.0.0.1", site.port) for name in names}
    )


def test_a_valid_certificate_is_taken_and_the_connection_kept(secure_site: Site) -> None:
    secure_site.page("/a", b"secret")
    fetcher = fetcher_of(secure_site)
    for _again in range(2):
        assert fetcher.get(f"https://site.test:{secure_site.port}/a").body == b"secret"
    fetcher.close()
    assert secure_site.connections == 1


@pytest.mark.parametrize("name", ["other.test", "127.0.0.1"])
def test_a_certificate_for_another_name_is_not(secure_site: Site, name: str) -> None:
    with pytest.raises(FetchFailed) as caught:
        fetcher_of(secure_site).get(f"https://{name}:{secure_site.port}/a")
    assert caught.value.code == "tls"
    assert secure_site.asked == []


def test_a_certificate_that_nobody_vouches_for_is_not(
    secure_site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "other").mkdir()
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate(tmp_path / "other", "site.test")))
    with pytest.raises(FetchFailed) as caught:
        fetcher_of(secure_site).get(f"https://site.test:{secure_site.port}/a")
    assert caught.value.code == "tls"


def test_a_server_that_speaks_no_tls_fails(site: Site) -> None:
    with pytest.raises(FetchFailed) as caught:
        fetcher_of(site).get(f"https://site.test:{site.port}/a")
    assert caught.value.code == "tls"
