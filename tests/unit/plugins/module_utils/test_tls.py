# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.huaweicloud.live.plugins.module_utils._errors import OptionError, TransportError
from ansible_collections.huaweicloud.live.tests.unit.support import ONE_PAGE, ask, failure


def test_a_certificate_of_the_authority_in_ca_path_is_accepted(tls_emulator):
    assert tls_emulator.endpoint.startswith("https://")
    assert ask(tls_emulator, ca_path=tls_emulator.ca_path).total == 250


@pytest.mark.parametrize("variable", ["REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"])
def test_the_authority_may_come_from_the_environment_as_requests_reads_it(tls_emulator, monkeypatch, variable):
    monkeypatch.setenv(variable, tls_emulator.ca_path)
    assert ask(tls_emulator).total == 250


def test_ca_path_beats_the_environment(tls_emulator, monkeypatch):
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", "/nowhere/at/all.pem")
    assert ask(tls_emulator, ca_path=tls_emulator.ca_path).total == 250


def test_a_certificate_of_another_authority_is_refused_once_and_for_all(tls_emulator, pauses):
    message = failure(tls_emulator, TransportError, max_retries=4)["msg"]
    assert "its certificate or TLS handshake was not accepted: unable to get local issuer certificate." in message
    assert "If the service has a private CA, set ca_path to a file with its certificate (PEM)." in message
    assert tls_emulator.requests() == []
    assert pauses == []


def test_a_certificate_of_another_host_is_refused(tls_emulator):
    # A spelling of 127.0.0.1 that the system takes and that no certificate has.
    endpoint = tls_emulator.endpoint.replace("localhost", "127.1")
    message = failure(tls_emulator, TransportError, endpoint=endpoint, ca_path=tls_emulator.ca_path)["msg"]
    assert "its certificate or TLS handshake was not accepted: " in message
    assert "Check that the endpoint names the host that the certificate is for." in message
    assert tls_emulator.requests() == []


def test_no_certificate_is_checked_where_the_user_says_so(tls_emulator, recwarn):
    assert ask(tls_emulator, ONE_PAGE, validate_certs=False).total == 250
    assert [str(warning.message) for warning in recwarn] == []


def test_a_ca_path_that_does_not_exist_is_named(tls_emulator):
    message = failure(tls_emulator, OptionError, ca_path="/nowhere/at/all.pem")["msg"]
    assert message == "ca_path is '/nowhere/at/all.pem', which does not exist on this host."


def test_a_variable_that_names_no_file_is_named(tls_emulator, monkeypatch):
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", "/nowhere/at/all.pem")
    message = failure(tls_emulator, OptionError)["msg"]
    assert message.startswith("The environment variable REQUESTS_CA_BUNDLE is '/nowhere/at/all.pem'")


def test_https_to_a_server_that_speaks_http_is_told(emulator):
    message = failure(emulator, TransportError, endpoint=emulator.endpoint.replace("http:", "https:"))["msg"]
    assert "its certificate or TLS handshake was not accepted" in message
    assert "Check the endpoint and any proxy on the way" in message
