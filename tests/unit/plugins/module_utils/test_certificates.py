# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import datetime
import hashlib
import os
import ssl
import warnings

import pytest
import trustme
from cryptography import x509

from ansible_collections.huaweicloud.live.plugins.module_utils._errors import OptionError, TransportError
from ansible_collections.huaweicloud.live.plugins.module_utils._trust import Trust
from ansible_collections.huaweicloud.live.tests.unit.servers import ANSWER, Server, say, server_context
from ansible_collections.huaweicloud.live.tests.unit.support import ONE_PAGE, ask, failure, with_token

DAY = datetime.timedelta(days=1)
PRIVATE_CA = "If the service has a private CA, set ca_path to a file with its certificate (PEM)."
CLOCK = "Check this host's clock; if it is right, whoever runs the service has to renew the certificate."
NAME = "Check that the endpoint names the host that the certificate is for."
NOT_ACCEPTED = "got no answer: its certificate or TLS handshake was not accepted: "


@pytest.fixture(scope="module")
def authority():
    return trustme.CA()


@pytest.fixture
def ca_path(authority, tmp_path):
    path = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(str(path))
    return str(path)


def context_of(key, *certificates):
    """TLS for a server that shows these certificates."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    chain = trustme.Blob(b"".join(certificate.bytes() for certificate in certificates))
    with key.tempfile() as key_file, chain.tempfile() as chain_file:
        context.load_cert_chain(chain_file, key_file)
    return context


def subject_hash(certificate):
    """What ``openssl rehash`` names a certificate by, in a directory."""
    subject = x509.load_pem_x509_certificate(certificate.bytes()).subject
    canonical = x509.Name([x509.NameAttribute(part.oid, " ".join(str(part.value).lower().split())) for part in subject])
    encoded = canonical.public_bytes()
    # Without the head of the sequence, whose length has one byte or two.
    digest = hashlib.sha1(encoded[3 if encoded[1] & 0x80 else 2 :]).digest()
    return f"{int.from_bytes(digest[:4], 'little'):08x}"


def asked(emulator, context, *, host="127.0.0.1", answer=None, **changes):
    """What a task fails with that asks a server with such a certificate, which gets to see no request."""
    with Server(answer or say(ANSWER), context=context) as server:
        endpoint = f"https://{host}:{server.port}"
        error = failure(emulator, TransportError, endpoint=endpoint, max_retries=2, timeout=5, **changes)
        assert not server.heads
        assert server.connections == 1
    assert NOT_ACCEPTED in error["msg"]
    assert "It was tried" not in error["msg"]
    return error["msg"].partition(NOT_ACCEPTED)[2]


def test_a_self_signed_certificate(emulator, authority):
    context = context_of(authority.private_key_pem, authority.cert_pem)
    assert asked(emulator, context) == f"self-signed certificate. {PRIVATE_CA}"


def test_a_chain_that_ends_with_an_authority_that_is_not_known(emulator, authority):
    leaf = authority.issue_cert("127.0.0.1")
    context = context_of(leaf.private_key_pem, leaf.cert_chain_pems[0], authority.cert_pem)
    assert asked(emulator, context) == f"self-signed certificate in certificate chain. {PRIVATE_CA}"


@pytest.mark.parametrize("other", [False, True])
def test_a_certificate_of_an_authority_that_is_not_known(emulator, authority, ca_path, other):
    issuer = trustme.CA() if other else authority
    context = server_context(issuer.issue_cert("127.0.0.1"))
    message = asked(emulator, context, ca_path=ca_path if other else None)
    assert message == f"unable to get local issuer certificate. {PRIVATE_CA}"


def test_a_chain_that_lacks_its_middle(emulator, authority, ca_path):
    leaf = authority.create_child_ca().issue_cert("127.0.0.1")
    context = context_of(leaf.private_key_pem, leaf.cert_chain_pems[0])
    assert asked(emulator, context, ca_path=ca_path) == f"unable to get local issuer certificate. {PRIVATE_CA}"


@pytest.mark.parametrize(("begin", "end", "told"), [(-2, -1, "has expired"), (1, 2, "is not yet valid")])
def test_a_certificate_that_is_out_of_date(emulator, authority, ca_path, begin, end, told):
    now = datetime.datetime.now(datetime.timezone.utc)
    leaf = authority.issue_cert("127.0.0.1", not_before=now + begin * DAY, not_after=now + end * DAY)
    assert asked(emulator, server_context(leaf), ca_path=ca_path) == f"certificate {told}. {CLOCK}"


@pytest.mark.parametrize(
    ("host", "identity"),
    [
        ("localhost", "live.example.com"),
        ("localhost", "127.0.0.1"),
        ("127.0.0.1", "localhost"),
        ("127.0.0.1", "192.0.2.1"),
    ],
)
def test_a_certificate_for_another_host_or_address(emulator, authority, ca_path, host, identity):
    context = server_context(authority.issue_cert(identity))
    message = asked(emulator, context, host=host, ca_path=ca_path)
    assert "mismatch" in message or "is for another host" in message
    assert message.endswith(f". {NAME}")


def test_tls_before_1_2_is_refused(emulator, authority, ca_path):
    context = server_context(authority.issue_cert("127.0.0.1"))
    # Which OpenSSL itself has given up as too weak.
    context.set_ciphers("ALL:@SECLEVEL=0")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        context.minimum_version, context.maximum_version = ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1
    message = asked(emulator, context, ca_path=ca_path)
    assert message.endswith("The service has to speak TLS 1.2 or later: check the endpoint and any proxy on the way.")


def test_tls_before_1_2_is_not_even_offered():
    for validate_certs in (True, False):
        assert Trust(validate_certs, None).context.minimum_version == ssl.TLSVersion.TLSv1_2


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_tls_from_1_2_on_is_accepted(emulator, authority, ca_path, version):
    context = server_context(authority.issue_cert("127.0.0.1"))
    context.minimum_version = context.maximum_version = version
    with Server(say(ANSWER), context=context) as server:
        assert ask(emulator, ONE_PAGE, endpoint=server.endpoint, ca_path=ca_path).total == 1


@pytest.mark.parametrize("trust", ["a file", "a directory"])
def test_ca_path_may_be_a_file_or_a_directory_as_openssl_wants_it(emulator, authority, ca_path, tmp_path, trust):
    (tmp_path / f"{subject_hash(authority.cert_pem)}.0").symlink_to(ca_path)
    context = server_context(authority.issue_cert("127.0.0.1"))
    with Server(say(ANSWER), context=context) as server:
        trusted = ca_path if trust == "a file" else str(tmp_path)
        assert ask(emulator, ONE_PAGE, endpoint=server.endpoint, ca_path=trusted).total == 1


def test_a_directory_without_the_authority_does_not_trust_it(emulator, authority, tmp_path):
    context = server_context(authority.issue_cert("127.0.0.1"))
    message = asked(emulator, context, ca_path=str(tmp_path))
    assert message == f"unable to get local issuer certificate. {PRIVATE_CA}"


NOWHERE = "https://127.0.0.1:9"


@pytest.mark.parametrize("place", ["ca_path", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"])
@pytest.mark.parametrize(
    ("content", "told"),
    [
        (None, "does not exist on this host."),
        (b"", "is not a file of certificates in PEM form (-----BEGIN CERTIFICATE-----)."),
        (b"not a certificate\n", "is not a file of certificates in PEM form (-----BEGIN CERTIFICATE-----)."),
        (b"\x00\xff\xfe", "is not a file of certificates in PEM form (-----BEGIN CERTIFICATE-----)."),
        (
            b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
            "is not a file of certificates in PEM form (-----BEGIN CERTIFICATE-----).",
        ),
    ],
)
def test_a_ca_bundle_that_is_none_is_named(tls_emulator, monkeypatch, tmp_path, place, content, told):
    bundle = tmp_path / "bundle.pem"
    if content is not None:
        bundle.write_bytes(content)
    if place != "ca_path":
        monkeypatch.setenv(place, str(bundle))
    error = failure(tls_emulator, OptionError, ca_path=str(bundle) if place == "ca_path" else None)
    named = place if place == "ca_path" else f"The environment variable {place}"
    assert error["msg"] == f"{named} is {str(bundle)!r}, which {told}"
    assert tls_emulator.requests() == []


def test_a_ca_bundle_that_cannot_be_read_is_named(tls_emulator, monkeypatch, ca_path):
    def refuse(_context, cafile):
        raise PermissionError(13, os.strerror(13), cafile)

    # Not by its mode, as the tests may run as root.
    monkeypatch.setattr(ssl.SSLContext, "load_verify_locations", refuse)
    error = failure(tls_emulator, OptionError, ca_path=ca_path)
    assert error["msg"] == f"ca_path is {ca_path!r}, which cannot be read: Permission denied."


def test_a_ca_bundle_does_not_matter_where_there_is_no_certificate(emulator, monkeypatch, tmp_path):
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "gone"))
    assert ask(emulator).total == 250


@pytest.mark.parametrize("identity", ["127.0.0.1", "live.example.com"])
def test_nothing_of_a_certificate_is_checked_where_the_user_says_so(emulator, authority, identity):
    now = datetime.datetime.now(datetime.timezone.utc)
    expired = authority.issue_cert(identity, not_before=now - 2 * DAY, not_after=now - DAY)
    with Server(say(ANSWER), context=server_context(expired)) as server:
        assert ask(emulator, ONE_PAGE, endpoint=server.endpoint, validate_certs=False).total == 1


def test_a_certificate_is_checked_before_anything_is_sent(emulator):
    context = server_context(trustme.CA().issue_cert("127.0.0.1"))
    with Server(say(ANSWER), context=context) as server:
        failure(emulator, TransportError, endpoint=server.endpoint, **with_token(emulator.auth_token))
        assert not server.heads
