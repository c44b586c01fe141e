# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.huaweicloud.live.plugins.module_utils._json import NotJSON, load_object, parse_object

NO_OBJECTS = [
    (b"", "an empty body"),
    (b" \r\n", "an empty body"),
    (b"<html><body>Sign in</body></html>", "an HTML page, which comes from a proxy or a gateway and not from Live"),
    (b"\n <!DOCTYPE html>", "an HTML page, which comes from a proxy or a gateway and not from Live"),
    (b"\xff\xfe{}", "text that is not UTF-8"),
    (b"upstream connect error", "a body that is not JSON"),
    (b'{"total": 1', "a body that is not JSON"),
    (b'{"total": NaN}', "a body that is not JSON"),
    (b'{"total": -Infinity}', "a body that is not JSON"),
    (b"[" * 100000, "a body that is not JSON"),
    (b'{"total": %s}' % (b"9" * 5000), "a body that is not JSON"),
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
