# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.huaweicloud.live.plugins.module_utils._endpoint import check_endpoint
from ansible_collections.huaweicloud.live.plugins.module_utils._errors import OptionError

WANTED = "write it as https://HOST or https://HOST:PORT, for example https://live.cn-north-4.myhuaweicloud.com"


@pytest.mark.parametrize(
    ("endpoint", "checked"),
    [
        ("https://live.cn-north-4.myhuaweicloud.com", "https://live.cn-north-4.myhuaweicloud.com"),
        ("https://live.example.com/", "https://live.example.com"),
        ("https://live.example.com:8443", "https://live.example.com:8443"),
        ("HTTPS://live.example.com", "https://live.example.com"),
        ("https://192.0.2.1", "https://192.0.2.1"),
        ("https://[2001:db8::1]:8443", "https://[2001:db8::1]:8443"),
        ("http://localhost:8080", "http://localhost:8080"),
        ("http://LOCALHOST", "http://LOCALHOST"),
        ("http://127.0.0.1:8080/", "http://127.0.0.1:8080"),
        ("http://127.8.9.10", "http://127.8.9.10"),
        ("http://[::1]:8080", "http://[::1]:8080"),
    ],
)
def test_a_plain_address_is_taken(endpoint, checked):
    assert check_endpoint("endpoint", endpoint) == checked


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://live.cn-north-4.myhuaweicloud.com",
        "http://192.0.2.1",
        "http://0.0.0.0",
        "http://169.254.169.254",
        "http://127.0.0.1.evil.com",
        "http://localhost.evil.com",
        "http://evil-localhost",
        "http://127.1",
        "http://2130706433",
        "http://[2001:db8::1]",
    ],
)
def test_plain_http_is_for_loopback_alone(endpoint):
    with pytest.raises(OptionError) as caught:
        check_endpoint("endpoint", endpoint)
    assert caught.value.msg.startswith(f"endpoint is {endpoint!r}, and plain http:// would send your credentials")
    assert "use https://" in caught.value.msg


@pytest.mark.parametrize(
    ("endpoint", "wrong"),
    [
        ("https://live.example.com/v1", "has something behind the host name"),
        ("https://live.example.com//", "has something behind the host name"),
        ("https://live.example.com?a=b", "has something behind the host name"),
        ("https://live.example.com?", "has something behind the host name"),
        ("https://live.example.com#top", "has something behind the host name"),
        ("https://live.example.com#", "has something behind the host name"),
        ("htps://live.example.com", "has no https:// in front of a host name"),
        ("https:/live.example.com", "has no https:// in front of a host name"),
        ("https:live.example.com", "has no https:// in front of a host name"),
        ("ftp://live.example.com", "has no https:// in front of a host name"),
        ("live.example.com", "has no https:// in front of a host name"),
        ("live.example.com:443", "has no https:// in front of a host name"),
        ("localhost:8080", "has no https:// in front of a host name"),
        ("//live.example.com", "has no https:// in front of a host name"),
        ("https://", "has no https:// in front of a host name"),
        ("https://:443", "has no https:// in front of a host name"),
        ("https://live.example.com:port", "is not a valid address"),
        ("https://live.example.com:65536", "is not a valid address"),
        ("https://live.example.com:-1", "is not a valid address"),
        ("https://[::1", "is not a valid address"),
        ("https://live example.com", "has a character that no address has"),
        ("https://live.exa\nmple.com", "has a character that no address has"),
        ("https://live.example.com\\@evil.com", "carries a user name or a password"),
        ("https://live.example.com\\.evil.com", "has a character that no address has"),
        ("https://live.{{region}}.example.com", "has a character that no address has"),
    ],
)
def test_anything_else_is_refused_with_the_way_to_write_it(endpoint, wrong):
    with pytest.raises(OptionError) as caught:
        check_endpoint("endpoint", endpoint)
    assert caught.value.msg.startswith(f"endpoint {wrong}: ")
    assert WANTED in caught.value.msg


@pytest.mark.parametrize(
    "endpoint",
    [
        "https://user:hush@live.example.com",
        "https://hush@live.example.com",
        "http://user:hush@localhost",
        "https://user:hush@hush@live.example.com",
        "https://user:hush://hush@live.example.com",
        "https:/user:hush@live.example.com",
        "user:hush@https://live.example.com",
        "user:hush@live.example.com",
        "https://user:hush@live.example.com:port",
    ],
)
def test_a_password_in_the_address_is_refused_and_not_shown(endpoint):
    with pytest.raises(OptionError) as caught:
        check_endpoint("endpoint", endpoint)
    assert "hush" not in caught.value.msg
    assert WANTED in caught.value.msg


@pytest.mark.parametrize("endpoint", ["http://169.254.169.254", "http://169.254.169.254:80/"])
def test_plain_http_is_for_the_metadata_of_an_instance_as_well(endpoint):
    assert check_endpoint("metadata_endpoint", endpoint) == endpoint.rstrip("/")
    for option in ("endpoint", "iam_endpoint"):
        with pytest.raises(OptionError, match=f"^{option} is .* plain http:// would send your credentials"):
            check_endpoint(option, endpoint)


@pytest.mark.parametrize(
    "host", ["169.254.169.253", "169.254.169.254.example.com", "metadata.example.com", "[fe80::1]"]
)
def test_and_for_no_other_host_that_is_called_so(host):
    with pytest.raises(OptionError, match="plain http:// would send your credentials"):
        check_endpoint("metadata_endpoint", f"http://{host}")


@pytest.mark.parametrize("option", ["endpoint", "iam_endpoint", "metadata_endpoint"])
def test_each_option_is_refused_by_its_name_and_with_its_own_example(option):
    with pytest.raises(OptionError) as caught:
        check_endpoint(option, "example.com")
    assert caught.value.msg.startswith(f"{option} has no https:// in front of a host name: 'example.com'; ")
    example = {"endpoint": "https://live.", "iam_endpoint": "https://iam.", "metadata_endpoint": "http://169.254."}
    assert f"for example {example[option]}" in caught.value.msg
