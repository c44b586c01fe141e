# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.huaweicloud.live.plugins.module_utils._json import NotJSON, load_object, parse_object

NO_OBJECTS = [
    (b"", "an empty body"),
    (b" \r\n", "an empty body"),
    (b"<html><body>Sign in</body></html>", "an HTML page, which comes from a proxy or a gateway, not from the service"),
    (b"\n <!DOCTYPE html>", "an HTML page, which comes from a proxy or a gateway, not from the service"),
    (b"\xff\xfe{}", "text that is not UTF-8"),
    (b"upstream connect error", "a body that is not JSON"),
    (b'{"total": 1', "a body that is not JSON"),
    (b'{"total": NaN}', "NaN, which JSON does not have"),
    (b'{"total": -Infinity}', "-Infinity, which JSON does not have"),
    (b'{"total": 1, "task": {"a": 1, "a": 1}}', "JSON in which an object has a name twice"),
    (b'{"total": 1e999}', "JSON with a number that is too large"),
    (b'{"total": %s}' % (b"9" * 21), "JSON with a number that is too large"),
    (b'{"name": "\\ud800"}', "text that is not UTF-8"),
    (b'{"a": ' * 51 + b"1" + b"}" * 51, "JSON with more than 50 levels of lists and objects in each other"),
    (b"[" * 100000, "a body that is not JSON"),
    (b'{"total": %s}' % (b"9" * 5000), "JSON with a number that is too large"),
    (b"[]", "JSON that is not an object but a list"),
    (b'"text"', "JSON that is not an object but a string"),
    (b"12", "JSON that is not an object but a number"),
    (b"1.5", "JSON that is not an object but a number"),
    (b"true", "JSON that is not an object but a boolean"),
    (b"null", "JSON that is not an object but null"),
]


def test_an_object_is_read_as_it_is():
    assert load_object('{"name": "直播", "n": 1.5, "none": null}'.encode()) == {"name": "直播", "n": 1.5, "none": None}


@pytest.mark.parametrize(("body", "told"), NO_OBJECTS)
def test_what_is_no_object_is_told_for_what_it_is(body, told):
    with pytest.raises(NotJSON) as caught:
        load_object(body)
    assert str(caught.value) == told


@pytest.mark.parametrize("body", [body for body, told in NO_OBJECTS])
def test_where_an_object_may_be_missing_it_is_an_empty_one(body):
    assert parse_object(body) == {}


@pytest.mark.parametrize("content_type", [None, "", "application/json", "application/json;charset=utf-8", "text/JSON"])
def test_what_is_said_to_be_json_or_nothing_is_read(content_type):
    assert load_object(b'{"total": 1}', content_type) == {"total": 1}


@pytest.mark.parametrize("content_type", ["text/yaml", "application/octet-stream; charset=utf-8", "x" * 1000])
def test_what_is_said_to_be_something_else_is_not_read(content_type):
    with pytest.raises(NotJSON, match=rf"^a body that is '{content_type.partition(';')[0][:50]}' and not JSON$"):
        load_object(b'{"total": 1}', content_type)


def test_as_many_levels_as_are_allowed_are_read():
    assert load_object(b'{"a": ' * 50 + b"1" + b"}" * 50)
