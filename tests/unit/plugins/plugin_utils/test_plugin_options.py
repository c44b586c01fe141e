# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest
from ansible.errors import AnsibleError

from ansible_collections.huaweicloud.live.plugins.module_utils._errors import OptionError
from ansible_collections.huaweicloud.live.plugins.module_utils._options import ENVIRONMENT, SHARED_ARGUMENTS
from ansible_collections.huaweicloud.live.plugins.plugin_utils._options import from_plugin
from ansible_collections.huaweicloud.live.tests.unit.templates import (
    load_lookup,
    templar,
    trust_as_template,
    use_ini,
)

CREDENTIALS = ("access_key", "secret_key", "security_token", "auth_token", "username", "password", "domain_name")
TEXTS = ("region", "project_id", *CREDENTIALS, "endpoint", "iam_endpoint", "metadata_endpoint")
SAMPLES = {
    **dict.fromkeys(TEXTS, ("sample", "sample")),
    "credentials_file": ("/nowhere/credentials", "/nowhere/credentials"),
    "auth_type": ("metadata", "metadata"),
    "validate_certs": ("no", False),
    "ca_path": ("/nowhere/ca.pem", "/nowhere/ca.pem"),
    "timeout": ("2.5", 2.5),
    "max_retries": ("7", 7),
    "concurrency": ("3", 3),
}


def read(variables=None, **keywords):
    """The options of a lookup with these keywords, among these variables."""
    variables = {"huaweicloud_live_region": "any", **(variables or {})}
    return from_plugin(load_lookup(), templar=templar(variables), variables=variables, keywords=keywords)


def value_of(name, options):
    given = options.given[name].value if name in options.given else None
    if hasattr(options, name):
        assert given == getattr(options, name)
    return given


@pytest.mark.parametrize("name", SHARED_ARGUMENTS)
def test_a_keyword_sets_each_option(name):
    written, value = SAMPLES[name]
    assert value_of(name, read(**{name: written})) == value


@pytest.mark.parametrize("name", SHARED_ARGUMENTS)
def test_a_variable_sets_each_option(name):
    written, value = SAMPLES[name]
    assert value_of(name, read({f"huaweicloud_live_{name}": written})) == value


@pytest.mark.parametrize("name", SHARED_ARGUMENTS)
def test_ansible_cfg_sets_each_option(monkeypatch, tmp_path, name):
    written, value = SAMPLES[name]
    monkeypatch.delenv("HUAWEICLOUD_METADATA_ENDPOINT")
    use_ini(monkeypatch, tmp_path / "ansible.cfg", {"region": "any", name: written})
    assert value_of(name, read({"huaweicloud_live_region": None})) == value


@pytest.mark.parametrize("name", ENVIRONMENT)
def test_of_the_environment_the_first_variable_that_is_set_wins(monkeypatch, name):
    for number, variable in reversed(list(enumerate(ENVIRONMENT[name]))):
        monkeypatch.setenv(variable, f"value-{number}")
        options = read({"huaweicloud_live_region": None} if name == "region" else None)
        assert value_of(name, options) == f"value-{number}"


@pytest.mark.parametrize("name", TEXTS)
def test_keyword_beats_variable_beats_environment_beats_ansible_cfg(monkeypatch, tmp_path, name):
    use_ini(monkeypatch, tmp_path / "ansible.cfg", {"region": "any", name: "ini"})
    monkeypatch.setenv(ENVIRONMENT[name][0], "environment")
    variables = {f"huaweicloud_live_{name}": "variable"}
    nothing = {"huaweicloud_live_region": None}
    assert value_of(name, read(variables, **{name: "keyword"})) == "keyword"
    assert value_of(name, read(variables)) == "variable"
    assert value_of(name, read(nothing)) == "environment"
    monkeypatch.delenv(ENVIRONMENT[name][0])
    assert value_of(name, read(nothing)) == "ini"


@pytest.mark.parametrize("name", CREDENTIALS)
def test_a_credential_knows_where_it_was_set(monkeypatch, tmp_path, name):
    variable = ENVIRONMENT[name][0]
    use_ini(monkeypatch, tmp_path / "ansible.cfg", {name: "ini"})
    from_ini = read().given[name]
    assert from_ini.place == f"{name} in the section [huaweicloud_live] of ansible.cfg"
    monkeypatch.setenv(variable, "environment")
    assert read(**{name: "x"}).given[name].place == f"the option {name}"
    from_variable = read({f"huaweicloud_live_{name}": "x"}).given[name]
    assert from_variable.place == f"the variable huaweicloud_live_{name}"
    assert read().given[name].place == f"the environment variable {variable}"


def test_a_nearer_place_has_the_lower_rank(monkeypatch, tmp_path):
    use_ini(monkeypatch, tmp_path / "ansible.cfg", {"auth_token": "ini"})
    farthest = read()
    monkeypatch.setenv("HW_AUTH_TOKEN", "environment")
    variables = {"huaweicloud_live_auth_token": "variable"}
    nearest_first = [read(variables, auth_token="keyword"), read(variables), read(), farthest]
    ranks = [options.given["auth_token"].rank for options in nearest_first]
    assert ranks == sorted(set(ranks))


def test_a_variable_may_be_a_template():
    variables = {
        "huaweicloud_live_region": trust_as_template("{{ country }}-north-4"),
        "huaweicloud_live_timeout": trust_as_template("{{ 2 + 3 }}"),
        "country": "cn",
    }
    options = read(variables)
    assert (options.region, options.timeout) == ("cn-north-4", 5)


def test_nothing_set_leaves_the_documented_defaults():
    options = read()
    assert (options.validate_certs, options.ca_path, options.auth_type) == (True, None, "auto")
    assert {"project_id", "iam_endpoint", "credentials_file", *CREDENTIALS}.isdisjoint(options.given)
    assert (options.timeout, options.max_retries, options.concurrency) == (30, 4, 8)


def test_the_documented_defaults_are_those_of_the_module():
    documented = load_lookup().option_definitions
    for name, argument in SHARED_ARGUMENTS.items():
        assert (documented[name]["type"], documented[name].get("default")) == (
            argument["type"],
            argument.get("default"),
        )


@pytest.mark.parametrize("empty", [None, "", " "])
def test_an_empty_keyword_or_variable_is_as_good_as_none(monkeypatch, empty):
    monkeypatch.setenv("HW_AUTH_TOKEN", "environment")
    monkeypatch.setenv("HW_PROJECT_ID", "p-environment")
    assert read(auth_token=empty).given["auth_token"].value == "environment"
    assert read({"huaweicloud_live_auth_token": empty}).given["auth_token"].value == "environment"
    assert value_of("project_id", read(project_id=empty)) == "p-environment"
    assert value_of("project_id", read({"huaweicloud_live_project_id": empty})) == "p-environment"
    assert value_of("project_id", read({"huaweicloud_live_project_id": "variable"}, project_id=empty)) == "variable"


def test_an_option_that_does_not_exist_is_refused_with_those_that_do():
    with pytest.raises(AnsibleError) as caught:
        read(acess_key="x", zzz=10)
    message = str(caught.value)
    assert "Unknown option: acess_key (did you mean access_key?), zzz. The options are access_key, auth_tok" in message
    assert "_terms" not in message


@pytest.mark.parametrize(("name", "value"), [("timeout", "soon"), ("max_retries", "x"), ("concurrency", "1.5")])
def test_a_value_of_the_wrong_type_is_refused(name, value):
    with pytest.raises(AnsibleError, match=name):
        read(**{name: value})


def test_a_number_out_of_its_range_is_refused():
    with pytest.raises(OptionError, match="concurrency is 0; it takes 1"):
        read(concurrency=0)
