# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Answers that no service should give, down to their bytes: nearly right ones, broken ones, and noise."""

from __future__ import annotations

import gzip
import json
import zlib

from hypothesis import strategies as st

NASTY_TEXTS = (
    "",
    " ",
    "a\r\nX-Injected: 1",
    "line\nline",
    "\x00\x07\x1b[31m",
    "\ud800",
    "\u202e\u2028\ufeff",
    "{{ lookup('pipe', 'id') }}",
    "é" * 3000,
    "x" * 3000,
)
texts = st.one_of(st.sampled_from(NASTY_TEXTS), st.text(max_size=20))
scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 5),
    st.sampled_from([2**31, 2**63, 10**18, 10**19, 10**40, -(10**20)]),
    st.floats(),
    texts,
)
values = st.recursive(
    scalars,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(texts, inner, max_size=4)),
    max_leaves=8,
)

# What is spliced into a body, anywhere.
SPLINTERS = (
    b"NaN",
    b"Infinity",
    b"-Infinity",
    b"1e999",
    b"9" * 5000,
    b"-0",
    b'"\\ud800"',
    b'"\\udc00\\ud800"',
    b'"total": 1, "total": 2,',
    b"\\u0000",
    b"\x00",
    b"\xff\xfe",
    b"\xc0\x80",
    b"\xed\xa0\x80",
    b"\xef\xbb\xbf",
    b"{",
    b"}",
    b"[",
    b"]",
    b",",
    b'"',
    b"\\",
    b"null",
    b"<html>",
    b"/* */",
    b"\r\n\r\n",
)

ONE_TASK = {"request_id": "r", "total": 1, "task_infos": [{"task_id": "a"}]}
PAGE = {"request_id": "r", "total": 2, "task_infos": [{"task_id": "a", "status": "running"}, {"task_id": "b"}]}
ERROR = {"error_code": "LIVE.100011001", "error_msg": "Request Illegal", "request_id": "r"}
IAM_ERROR = {"error": {"code": 401, "message": "The username or password is wrong.", "title": "Unauthorized"}}
TOKEN = {"token": {"expires_at": "2026-03-02T12:00:00.000000Z", "project": {"id": "p", "name": "cn-north-4"}}}
PROJECTS = {"projects": [{"id": "p", "name": "cn-north-4"}]}
SECURITY_KEY = {
    "credential": {"access": "a", "secret": "s", "securitytoken": "t", "expires_at": "2026-03-02T12:00:00Z"}
}


# Made once: what is made anew for each example takes longer than the example.
_parts = st.sampled_from(["keep"] * 12 + ["replace", "leave out", "add", "repeat"])
_cuts = st.sampled_from(["truncate", "splice", "flip", "drop"])
_splinters = st.sampled_from(SPLINTERS)
_few = st.integers(1, 3)
_bytes = st.integers(0, 255)
_fractions = st.floats(0, 1)
_depths = st.sampled_from([10, 47, 48, 100, 500, 900, 1100, 10_000, 100_000])
_brackets = st.sampled_from([(b"[", b"]"), (b'{"a":', b"}"), (b'[{"":', b"}]")])
_places = st.sampled_from([b"%s", b'{"total":1,"task_infos":%s}', b'{"total":1,"task_infos":[{"task_id":"a","b":%s}]}'])
_kinds = st.sampled_from(["mutated"] * 6 + ["splintered"] * 6 + ["values", "bytes", "deep", "page", "encoded"])
_noise = st.binary(max_size=100)
_pages = st.sampled_from([b"<html><body>Sign in</body></html>", b"  <!DOCTYPE html>", b"OK", b"", b" \r\n"])
_encodings = st.sampled_from(["utf-8-sig", "utf-16", "utf-32", "utf-7"])


@st.composite
def bodies(draw, *documents):
    """Bodies that are nearly one of these documents, or not at all."""
    kind = draw(_kinds)
    if kind == "bytes":
        return draw(_noise)
    if kind == "deep":
        return _deep(draw)
    if kind == "page":
        return draw(_pages)
    if kind == "values":
        return as_json(draw(values))
    document = documents[draw(_bytes) % len(documents)]
    if kind == "splintered":
        return _splintered(draw, as_json(document))
    if kind == "encoded":
        return json.dumps(document).encode(draw(_encodings))
    return as_json(_mutated(draw, document), ensure_ascii=draw(st.booleans()))


def _mutated(draw, document):
    """A JSON document with some of its parts replaced, left out, repeated or added."""
    part = draw(_parts)
    if part == "replace":
        return draw(values)
    if isinstance(document, dict):
        fields = {key: _mutated(draw, value) for key, value in document.items()}
        if part == "leave out":
            del fields[sorted(fields)[draw(_bytes) % len(fields)]]
        elif part == "add":
            fields[draw(texts)] = draw(values)
        return fields
    if isinstance(document, list):
        elements = [_mutated(draw, value) for value in document]
        if part == "leave out":
            return elements[1:]
        if part == "add":
            return [*elements, draw(values)]
        return elements * 2 if part == "repeat" else elements
    return document


def _splintered(draw, body):
    """A body with a few bytes cut off, put in or changed."""
    for _number in range(draw(_few)):
        position = int(draw(_fractions) * len(body))
        cut = draw(_cuts)
        if cut == "truncate":
            body = body[:position]
        elif cut == "splice":
            body = body[:position] + draw(_splinters) + body[position:]
        elif cut == "flip":
            body = body[:position] + bytes([draw(_bytes)]) + body[position + 1 :]
        else:
            body = body[:position] + body[position + draw(_few) :]
    return body


def _deep(draw):
    """Brackets in brackets, up to far more than any reader goes into, and not always closed."""
    depth = draw(_depths)
    left, right = draw(_brackets)
    return draw(_places) % (left * depth + b"1" + right * (depth if draw(st.booleans()) else 0))


def as_json(value, *, ensure_ascii=True):
    """JSON, and what JSON does not know; half of a surrogate pair becomes bytes that are no UTF-8."""
    return json.dumps(value, ensure_ascii=ensure_ascii).encode("utf-8", "surrogatepass")


CONTENT_TYPES = (
    b"application/json",
    b"application/json;charset=utf-8",
    b"application/problem+json",
    b"text/html; charset=utf-8",
    b"text/plain",
    b"",
    b"\xff\x80\x01",
    b"a" * 5000,
    b"json\r\n folded",
)


_content_types = st.sampled_from(CONTENT_TYPES)


@st.composite
def answers(draw, body, statuses=(200,), headers=()):
    """An HTTP answer with this body, in one of the many ways in which a body can be framed, rightly and wrongly."""
    # Most have nothing wrong but the body: it is to be read.
    plain = draw(_bytes) % 4 > 0
    lines = [b"HTTP/1.1 %d Status" % statuses[draw(_bytes) % len(statuses)], b"Connection: close", *headers]
    kind = CONTENT_TYPES[0] if plain else draw(_content_types)
    if kind:
        lines.append(b"Content-Type: " + kind)
    framing, body = (_length if plain else draw(_framings))(body)
    return b"\r\n".join([*lines, *framing, b"", body])


# The headers that say how long a body is or how it is packed, and the body as it travels.


def _length(body):
    return [b"Content-Length: %d" % len(body)], body


def _too_long(body):
    return [b"Content-Length: %d" % (len(body) + 7)], body


def _too_short(body):
    return [b"Content-Length: %d" % (len(body) // 2)], body


def _two_lengths(body):
    return [b"Content-Length: %d" % len(body), b"Content-Length: %d" % (len(body) + 1)], body


def _odd_length(body):
    return [b"Content-Length: " + b"9" * 5000], body


def _negative_length(body):
    return [b"Content-Length: -1"], body


def _until_the_end(body):
    return [], body


def _chunked(body):
    parts = [body[start : start + 7] for start in range(0, min(len(body), 2000), 7)]
    return [b"Transfer-Encoding: chunked"], b"".join(
        b"%x\r\n%s\r\n" % (len(part), part) for part in parts
    ) + b"0\r\n\r\n"


def _chunked_without_end(body):
    framing, chunks = _chunked(body)
    return framing, chunks[:-5]


def _chunked_wrongly(body):
    return [b"Transfer-Encoding: chunked"], b"zz\r\n" + body


def _chunked_hugely(body):
    return [b"Transfer-Encoding: chunked"], b"f" * 40 + b"\r\n" + body


def _gzip(body):
    packed = gzip.compress(body, 1)
    return [b"Content-Encoding: gzip", b"Content-Length: %d" % len(packed)], packed


def _gzip_cut(body):
    packed = gzip.compress(body, 1)[:-9]
    return [b"Content-Encoding: gzip", b"Content-Length: %d" % len(packed)], packed


def _deflate(body):
    packed = zlib.compress(body)
    return [b"Content-Encoding: deflate", b"Content-Length: %d" % len(packed)], packed


def _not_gzip(body):
    return [b"Content-Encoding: gzip", b"Content-Length: %d" % len(body)], body


def _packed_many_times(body):
    return [b"Content-Encoding: " + b", ".join([b"gzip"] * 20), b"Content-Length: %d" % len(body)], body


def _packed_unheard_of(body):
    return [b"Content-Encoding: br, zstd, x-unknown", b"Content-Length: %d" % len(body)], body


_framings = st.sampled_from(
    [
        _length,
        _too_long,
        _too_short,
        _two_lengths,
        _odd_length,
        _negative_length,
        _until_the_end,
        _chunked,
        _chunked_without_end,
        _chunked_wrongly,
        _chunked_hugely,
        _gzip,
        _gzip_cut,
        _deflate,
        _not_gzip,
        _packed_many_times,
        _packed_unheard_of,
    ]
)

STATUS_LINES = (
    b"HTTP/1.1 200 OK",
    b"HTTP/1.1 200",
    b"HTTP/1.0 200 OK",
    b"HTTP/1.1 429 Too Many Requests",
    b"HTTP/1.1 503 Service Unavailable",
    b"HTTP/1.1 401 Unauthorized",
    b"HTTP/1.1 301 Moved",
    b"HTTP/1.1 204 No Content",
    b"HTTP/1.1 304 Not Modified",
    b"HTTP/1.1 100 Continue",
    b"HTTP/1.1 101 Switching Protocols",
    b"HTTP/1.1 999 \xff\xfe",
    b"HTTP/1.1 -1 OK",
    b"HTTP/1.1 20 OK",
    b"HTTP/1.1 2000 OK",
    b"HTTP/1.1 two OK",
    b"HTTP/9.9 200 OK",
    b"HTTP/2 200",
    b"ICY 200 OK",
    b"SSH-2.0-OpenSSH_9.6",
    b"\x15\x03\x01\x00\x02\x02\x50",
    b"HTTP/1.1 200 " + b"x" * 70_000,
    b"",
)

header_values = st.one_of(
    st.binary(max_size=20).map(lambda value: value.replace(b"\n", b" ")),
    st.sampled_from(
        [
            b"",
            b"0",
            b"-1",
            b"3",
            b"99999999999999999999",
            b"9" * 5000,
            b"1e3",
            b"Sun, 01 Mar 2026 12:00:00 GMT",
            b"Sun, 99 Mar 2026 99:99:99 GMT",
            b"Mon, 01 Jan 99999999999999 00:00:00 GMT",
            b"Mon, 01 Jan 0000 00:00:00 +99999999",
            b"1 Jan",
            b"a\r\n b",
            b"a\rb",
            b"x" * 60_000,
            b"x" * 70_000,
            b"\xff\x85\xa0",
            b"chunked",
            b"gzip",
        ]
    ),
)
header_names = st.sampled_from(
    [
        b"Retry-After",
        b"Content-Length",
        b"Content-Type",
        b"Content-Encoding",
        b"Transfer-Encoding",
        b"Date",
        b"X-Request-Id",
        b"X-Subject-Token",
        b"Location",
        b"Connection",
        b"Set-Cookie",
        b"",
        b"No colon",
        b"\xff\xfe",
        b" Folded",
    ]
)


_status_lines = st.sampled_from(STATUS_LINES)
_headers = st.lists(st.tuples(header_names, header_values), max_size=4)
_fillers = st.sampled_from([0, 0, 0, 0, 120])
_line_ends = st.sampled_from([b"\r\n", b"\r\n", b"\n", b"\r"])


@st.composite
def odd_heads(draw, body):
    """An answer whose body may be right, below a status line and headers that may not be."""
    lines = [draw(_status_lines)]
    for name, value in draw(_headers):
        lines.append(name if name == b"No colon" else name + b": " + value)
    # Python reads no more than 100.
    lines += [b"X-Filler: x"] * draw(_fillers)
    if draw(st.booleans()):
        lines.append(b"Content-Length: %d" % len(body))
    end = draw(_line_ends)
    return end.join([*lines, b"", b""]) + body
