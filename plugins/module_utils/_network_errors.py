# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This module util is private to the collection: it can change at any time.
# Do not use it from other collections or from modules of your own.

from __future__ import annotations

import re
import socket
import ssl
import typing as t

from . import _deadline, _errors
from ._requests import urllib3

# X509_V_ERR_... of OpenSSL's x509_vfy.h
_OUT_OF_DATE = {9, 10}
_UNKNOWN_ISSUER = {2, 18, 19, 20, 21}
_WRONG_NAME = {62, 64}

# What http.client says when a proxy does not open a way to the service; the text after it is the proxy's own.
_TUNNEL_REFUSED = re.compile(r"Tunnel connection failed: ([1-9]\d\d)\b")


def is_transient(error: Exception) -> bool:
    """Whether the same request may get through when it is sent again."""
    final = (
        urllib3.exceptions.SSLError,
        urllib3.exceptions.DecodeError,
        # And with it what urllib3 and requests have against an address or a header.
        ValueError,
    )
    # A server that is overloaded may hang up before there is TLS.
    hung_up = any(isinstance(link, (ssl.SSLEOFError, ssl.SSLZeroReturnError)) for link in _links(error))
    return (hung_up or not isinstance(error, final)) and _refused_by_proxy(error) not in (403, 407)


def explain(error: Exception, *, host: str, timeouts: tuple[float, float], proxied: bool) -> str:
    """What went wrong on the way to ``host``, as the end of a sentence, and what the user can check.

    ``timeouts`` are the seconds for the connection and for each read; ``proxied`` is whether there was a proxy.

    Only system errors are quoted: the texts of urllib3 name proxies with their passwords.
    """
    if isinstance(error, urllib3.exceptions.ProxyError):
        return (
            f"the proxy that the environment names for it did not let the request through: "
            f"{_proxy_failure(error, timeouts)}"
        )
    why = _direct_failure(error, host, timeouts)
    if proxied and isinstance(error, _on_the_way()):
        return f"{why}. The request went through the proxy of https_proxy or http_proxy: check that one, too"
    return why


def _on_the_way() -> tuple[type[Exception], ...]:
    """What a proxy may be the reason of."""
    return (_deadline.DeadlinePassedError, _errors.CutShortError, urllib3.exceptions.SSLError, *_connection_errors())


def _connection_errors() -> tuple[type[Exception], ...]:
    return (urllib3.exceptions.TimeoutError, urllib3.exceptions.NewConnectionError, urllib3.exceptions.ProtocolError)


def _direct_failure(error: Exception, host: str, timeouts: tuple[float, float]) -> str:
    connect_timeout, read_timeout = timeouts
    cause = root_cause(error)
    if isinstance(error, _deadline.DeadlinePassedError):
        return (
            f"it had not ended within {connect_timeout + 2 * read_timeout:g} seconds. "
            f"Try again later, or set a longer timeout"
        )
    if isinstance(error, urllib3.exceptions.SSLError):
        return f"its certificate or TLS handshake was not accepted: {cause}. {_tls_advice(error)}"
    # Before its version 2, urllib3 takes every connection that fails for one that took too long.
    new = isinstance(error, urllib3.exceptions.NewConnectionError)
    if isinstance(error, urllib3.exceptions.ConnectTimeoutError) and not new:
        return f"no connection within {connect_timeout:g} seconds. Check the endpoint, the network and the firewall"
    if isinstance(error, urllib3.exceptions.ReadTimeoutError):
        return f"no answer within {read_timeout:g} seconds (timeout). Try again later, or set a longer timeout"
    if isinstance(error, urllib3.exceptions.DecodeError):
        return "what came is not compressed in the way that its header says. Check endpoint, and any proxy on the way"
    if isinstance(error, _errors.CutShortError):
        return "the connection was closed before its end. Try again later, and check any proxy on the way"
    if isinstance(error, _connection_errors()):
        if isinstance(cause, socket.gaierror):
            return f"the host name {host} cannot be resolved. Check region and endpoint, and this host's DNS"
        if isinstance(cause, ConnectionRefusedError):
            return "the connection was refused. Check that the endpoint's host and port are right and the service is up"
        return f"the connection failed: {cause}. Try again later, and check the network and any proxy on the way"
    return f"the request could not be sent ({type(error).__name__}). Check endpoint and the proxies in the environment"


def _proxy_failure(error: Exception, timeouts: tuple[float, float]) -> str:
    status = _refused_by_proxy(error)
    if status == 407:
        return (
            "it wants a user name and a password, or others than it got (HTTP status 407). "
            "Set them in https_proxy, as http://USER:PASSWORD@HOST:PORT"
        )
    if status == 403:
        return "it forbids the way to this host (HTTP status 403). Ask whoever runs the proxy, or set no_proxy"
    if status:
        return f"it answered with HTTP status {status}. Check https_proxy and no_proxy, or ask whoever runs it"
    cause = root_cause(error)
    if isinstance(cause, str) and any(isinstance(link, (TimeoutError, socket.timeout)) for link in _links(error)):
        cause = f"no answer within {timeouts[0]:g} seconds"
    return f"{cause}. Check https_proxy, http_proxy and no_proxy"


def _refused_by_proxy(error: BaseException) -> int | None:
    """The status with which a proxy refused to open a way to the service."""
    for link in _links(error):
        found = _TUNNEL_REFUSED.search(str(link)) if isinstance(link, OSError) else None
        if found:
            return int(found[1])
    return None


def _tls_advice(error: Exception) -> str:
    codes = {getattr(link, "verify_code", None) for link in _links(error)}
    reasons = {getattr(link, "reason", None) for link in _links(error)}
    if codes & _OUT_OF_DATE:
        return "Check this host's clock; if it is right, whoever runs the service has to renew the certificate"
    if codes & _WRONG_NAME or _wrong_name(error):
        return "Check that the endpoint names the host that the certificate is for"
    if codes & _UNKNOWN_ISSUER:
        return "If the service has a private CA, set ca_path to a file with its certificate (PEM)"
    if reasons & {"TLSV1_ALERT_PROTOCOL_VERSION", "UNSUPPORTED_PROTOCOL", "WRONG_SSL_VERSION"}:
        return "The service has to speak TLS 1.2 or later: check the endpoint and any proxy on the way"
    return "Check the endpoint and any proxy on the way, and set ca_path if the service has a private CA"


def _wrong_name(error: BaseException) -> bool:
    """What urllib3 finds itself before its version 2."""
    return any(type(link).__name__ == "CertificateError" for link in _links(error))


def root_cause(error: BaseException) -> t.Any:
    """The system's own error at the bottom of what urllib3 wraps around it, or a name for it."""
    found: t.Any = None
    for link in _links(error):
        if isinstance(link, ssl.SSLCertVerificationError):
            return str(getattr(link, "verify_message", link)).rstrip(".")
        if isinstance(link, OSError) and link.strerror:
            found = link
    return found if found is not None else _closed_early(error)


def _closed_early(error: BaseException) -> str:
    names = {type(link).__name__ for link in _links(error)}
    if "RemoteDisconnected" in names or "IncompleteRead" in names:
        return "it was closed before the answer was complete"
    if "BadStatusLine" in names:
        return "what came back is not HTTP"
    if _wrong_name(error):
        return "the certificate is for another host"
    return type(error).__name__


def _links(error: BaseException) -> t.Iterator[BaseException]:
    """An error and everything it was raised from, or carries, from the outside in."""
    seen: set[int] = set()
    todo: list[t.Any] = [error]
    while todo:
        link = todo.pop(0)
        if isinstance(link, BaseException) and id(link) not in seen:
            seen.add(id(link))
            yield link
            todo += [link.__cause__, link.__context__, getattr(link, "reason", None), *link.args]
