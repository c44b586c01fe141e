# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from ansible import template
from ansible.utils.unsafe_proxy import AnsibleUnsafe

from ansible_collections.huaweicloud.live.plugins.plugin_utils._unsafe import as_data


def may_be_evaluated(text):
    """Whether Ansible would look for a template in it."""
    if hasattr(template, "is_trusted_as_template"):
        return template.is_trusted_as_template(text)
    return not isinstance(text, AnsibleUnsafe)


@pytest.mark.parametrize(
    "text",
    [
        "{{ lookup('pipe', 'id') }}",
        "lookup('pipe', 'id')",
        "{% raw %}",
        "{#",
        "}",
        "#jinja2: variable_start_string: <<",
        "!vault x",
        "a\nb",
        "a|b",
        "[a]",
        '"a"',
        "a\\b",
        "\u202eb",
    ],
)
def test_what_could_be_more_than_text_is_never_evaluated(text):
    marked = as_data({"a": [text, {text: text}]})
    assert marked == {"a": [text, {text: text}]}
    (first, (key, value)) = marked["a"][0], next(iter(marked["a"][1].items()))
    assert not any(map(may_be_evaluated, (first, key, value)))


@pytest.mark.parametrize("text", ["", "running", "2018-05-19T10:00:00Z", "rtmp://a.example.com/live/b?key=1&c=%20d"])
def test_what_can_only_be_text_is_listed_as_it_is(text):
    assert as_data(text) == text
    assert may_be_evaluated(as_data(text))


def test_what_is_no_text_stays_what_it_is():
    assert as_data([None, 0, True, 1.5]) == [None, 0, True, 1.5]
