# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This module util is private to the collection: it can change at any time.
# Do not use it from other collections or from modules of your own.

from __future__ import annotations

import socket
import ssl
import typing as t

from ._requests import requests, urllib3


def is_transient(error: Exception) -> bool:
    """Whether the same request may get through when it is sent again."""
    final = (
        requests.exceptions.SSLError,
        requests.exceptions.InvalidURL,
        requests.exceptions.InvalidHeader,
        requests.exceptions.InvalidSchema,
        requests.exceptions.InvalidProxyURL,
        requests.exceptions.ContentDecodingError,
        urllib3.exceptions.LocationValueError,
        ValueError,
    )
    return not isinstance(error, final)


def explain(error: Exception, *, host: str, timeouts: tuple[float, float]) -> str:
    """What went wrong on the way to ``host``, as the end of a sentence, and what the user can check.

    ``timeouts`` are the seconds for the connection and for each read.

    Only system errors are quoted: the texts of requests and urllib3 name proxies with their passwords.
    """
    connect_timeout, read_timeout = timeouts
    cause = root_cause(error)
    if isinstance(error, requests.exceptions.ProxyError):
        return (
            f"the proxy that the environment names for it did not let the request through: {cause}. "
            f"Check https_proxy, http_proxy and no_proxy"
        )
    if isinstance(error, requests.exceptions.SSLError):
        return (
            f"its certificate or TLS handshake was not accepted: {cause}. Check that endpoint names the right host, "
            f"and set ca_path to the CA bundle that signed its certificate if that is a private one"
        )
    if isinstance(error, requests.exceptions.ConnectTimeout):
        return f"no connection within {connect_timeout:g} seconds. Check the endpoint, the network and the firewall"
    if isinstance(error, requests.exceptions.Timeout):
        return f"no answer within {read_timeout:g} seconds (timeout). Try again later, or set a longer timeout"
    if isinstance(error, requests.exceptions.ContentDecodingError):
        return "what came is not compressed in the way that its header says. Check endpoint, and any proxy on the way"
    if isinstance(error, requests.exceptions.ChunkedEncodingError):
        return "the connection was closed before its end. Try again later, and check any proxy on the way"
    if isinstance(error, requests.exceptions.ConnectionError):
        if isinstance(cause, socket.gaierror):
            return f"the host name {host} cannot be resolved. Check region and endpoint, and this host's DNS"
        if isinstance(cause, ConnectionRefusedError):
            return "the connection was refused. Check that the endpoint's host and port are right and the service is up"
        if _caused_by_read_timeout(error):
            return f"no answer within {read_timeout:g} seconds (timeout). Try again later, or set a longer timeout"
        return f"the connection failed: {cause}. Try again later, and check the network and any proxy on the way"
    return f"the request could not be sent ({type(error).__name__}). Check endpoint and the proxies in the environment"


def root_cause(error: BaseException) -> t.Any:
    """The system's own error at the bottom of what requests and urllib3 wrap around it, or a name for it."""
    found: t.Any = None
    for link in _links(error):
        if isinstance(link, ssl.SSLCertVerificationError):
            return link.verify_message.rstrip(".")
        if isinstance(link, OSError) and not isinstance(link, requests.exceptions.RequestException) and link.strerror:
            found = link
    return found if found is not None else _closed_early(error)


def _closed_early(error: BaseException) -> str:
    names = {type(link).__name__ for link in _links(error)}
    if "RemoteDisconnected" in names or "IncompleteRead" in names:
        return "it was closed before the answer was complete"
    return type(error).__name__


def _caused_by_read_timeout(error: BaseException) -> bool:
    return any(isinstance(link, urllib3.exceptions.ReadTimeoutError) for link in _links(error))


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
