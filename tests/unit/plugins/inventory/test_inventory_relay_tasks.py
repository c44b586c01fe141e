# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import json
import re

import pytest
from ansible import context
from ansible.errors import AnsibleError
from ansible.inventory.data import InventoryData
from ansible.parsing.dataloader import DataLoader
from ansible.plugins.loader import inventory_loader
from ansible.utils import vars as ansible_vars
from ansible.utils.display import Display

from ansible_collections.huaweicloud.live.plugins.module_utils._fields import FIELDS
from ansible_collections.huaweicloud.live.plugins.module_utils._options import SHARED_ARGUMENTS
from ansible_collections.huaweicloud.live.tests.unit.support import pieces_of, secrets_of
from ansible_collections.huaweicloud.live.tests.unit.templates import templar, trust_as_template, use_ini

NAME = "huaweicloud.live.relay_tasks"
TEMPLATE = "{{ lookup('pipe', 'id') }}"
TASKS = [
    {"task_id": "c", "create_time": "3", "status": "running", "region": "cn-north-4", "stream_name": "one"},
    {"task_id": "a", "create_time": "1", "status": "suspend", "region": "cn-east-3", "stream_name": "two"},
    {"task_id": "b", "create_time": "2", "status": "running", "region": "cn-east-3", "stream_name": "one"},
]


@pytest.fixture
def warnings(monkeypatch):
    """The warnings that the user sees."""
    shown = []
    monkeypatch.setattr(Display, "warning", lambda dummy, text, **dummy_options: shown.append(text))
    return shown


@pytest.fixture
def extra_vars(monkeypatch):
    """Sets the extra variables of the command line."""

    def put(**variables):
        texts = [trust_as_template(f"{name}={value}") for name, value in variables.items()]
        monkeypatch.setattr(context, "CLIARGS", {"extra_vars": texts})
        # Which ansible-core keeps for as long as it runs.
        if hasattr(ansible_vars.load_extra_vars, "extra_vars"):
            monkeypatch.delattr(ansible_vars.load_extra_vars, "extra_vars")

    return put


@pytest.fixture
def write(emulator, tmp_path):
    """Writes an inventory file: its path."""

    def write_file(text="", name="relay_tasks.yml", **options):
        connection = {name: getattr(emulator, name) for name in ("endpoint", "project_id", "access_key", "secret_key")}
        options = {"plugin": NAME, "max_retries": 0, **connection, **options}
        path = tmp_path / name
        # JSON is YAML.
        path.write_text(text or json.dumps({name: value for name, value in options.items() if value is not None}))
        return str(path)

    return write_file


@pytest.fixture
def parse(write, emulator, extra_vars):
    """Reads an inventory file with these options: the inventory."""
    emulator.put_tasks(TASKS)
    extra_vars()

    def read(text="", refresh=False, inventory=None, **options):
        inventory = inventory or InventoryData()
        plugin = inventory_loader.get(NAME)
        plugin.parse(inventory, DataLoader(), write(text, **options), cache=not refresh)
        inventory.reconcile_inventory()
        return inventory

    return read


@pytest.fixture
def refusal(parse, emulator):
    """What is said of an inventory file with these options, which shows no secret."""

    def refuse(text="", **options):
        inventory = InventoryData()
        with pytest.raises(AnsibleError) as caught:
            parse(text, inventory=inventory, **options)
        message = str(caught.value)
        assert pieces_of(secrets_of(emulator), message) == []
        assert caught.value.__cause__ is None
        assert not inventory.hosts
        return message

    return refuse


def groups_of(inventory):
    return {
        name: sorted(host.name for host in group.hosts)
        for name, group in inventory.groups.items()
        if name not in ("all", "ungrouped")
    }


def variable(inventory, host, name):
    return inventory.hosts[host].vars[name]


@pytest.mark.parametrize("name", ["relay_tasks.yml", "relay_tasks.yaml", "production.relay_tasks.yml"])
def test_the_name_of_a_file_tells_that_it_is_one(write, name):
    assert inventory_loader.get(NAME).verify_file(write(name=name))


@pytest.mark.parametrize("name", ["relay_tasks.json", "relay_task.yml", "relay_tasks.yml.bak", "other.yml"])
def test_a_file_of_another_name_is_none(write, name):
    assert not inventory_loader.get(NAME).verify_file(write(name=name))


def test_a_file_that_does_not_exist_is_none(tmp_path):
    assert not inventory_loader.get(NAME).verify_file(str(tmp_path / "relay_tasks.yml"))


def test_each_task_is_a_host_in_order_of_creation(parse):
    assert list(parse().hosts) == ["a", "b", "c"]


def test_the_fields_of_a_task_are_variables_of_its_host(parse):
    inventory = parse()
    assert variable(inventory, "a", "status") == "suspend"
    assert variable(inventory, "a", "backup_source_urls") is None
    assert set(FIELDS) <= inventory.hosts["a"].vars.keys()


def test_filters_choose_the_tasks(parse):
    assert list(parse(filters={"status": "running"}).hosts) == ["b", "c"]
    assert list(parse(filters={"status": "running"}, task_region="cn-east-3").hosts) == ["b"]


def test_a_filter_without_values_is_told(parse, warnings):
    assert not parse(filters={"status": []}).hosts
    assert "filters.status is an empty list" in warnings[0]


def test_hosts_are_named_by_an_expression(parse):
    assert list(parse(hostname="stream_name ~ '-' ~ task_id").hosts) == ["two-a", "one-b", "one-c"]


def test_a_number_is_a_name(parse, emulator):
    emulator.put_tasks([{"task_id": "a", "vod_start_video_index": 7}])
    assert list(parse(hostname="vod_start_video_index").hosts) == ["7"]


def test_groups_and_variables_are_constructed(parse):
    inventory = parse(
        groups={"idle": "status == 'suspend'"},
        keyed_groups=[{"prefix": "region", "key": "region"}, {"key": "status", "prefix": "", "separator": ""}],
        compose={"sentence": "task_id ~ ' is ' ~ status"},
    )
    assert groups_of(inventory) == {
        "idle": ["a"],
        "region_cn_east_3": ["a", "b"],
        "region_cn_north_4": ["c"],
        "running": ["b", "c"],
        "suspend": ["a"],
    }
    assert variable(inventory, "a", "sentence") == "a is suspend"


def test_a_group_may_have_the_name_of_a_host(parse, emulator):
    emulator.put_tasks([{"task_id": "a", "status": "b"}, {"task_id": "b", "status": "b"}])
    inventory = parse(keyed_groups=[{"key": "status", "prefix": "", "separator": ""}])
    assert groups_of(inventory) == {"b": ["a", "b"]}
    assert inventory.groups["b"].vars == {}
    assert variable(inventory, "b", "task_id") == "b"


def test_extra_variables_are_used_in_expressions_when_asked_for(parse, extra_vars):
    extra_vars(prefix="live")
    options = {"hostname": "prefix ~ '-' ~ task_id", "compose": {"other": "prefix"}, "use_extra_vars": True}
    inventory = parse(**options)
    assert list(inventory.hosts) == ["live-a", "live-b", "live-c"]
    assert variable(inventory, "live-a", "other") == "live"


def test_an_extra_variable_goes_before_a_field_when_asked_for(parse, extra_vars):
    extra_vars(status="mine")
    assert variable(parse(compose={"seen": "status"}, use_extra_vars=True), "a", "seen") == "mine"
    assert variable(parse(compose={"seen": "status"}), "a", "seen") == "suspend"


def test_an_option_may_be_a_template(parse, extra_vars, emulator):
    extra_vars(wanted="suspend", patience="3")
    emulator.clear_requests()
    inventory = parse(
        filters={"status": ["{{ wanted }}"]},
        timeout="{{ patience }}",
        access_key="{{ lookup('env', 'NOT_SET') }}",
        secret_key=None,
        auth_token="{{ '" + emulator.auth_token + "' }}",
    )
    assert list(inventory.hosts) == ["a"]
    assert emulator.requests()[0]["auth"] == "token"


def test_options_come_from_extra_variables_the_environment_and_ansible_cfg(
    parse, extra_vars, emulator, monkeypatch, tmp_path
):
    use_ini(monkeypatch, tmp_path / "ansible.cfg", {"endpoint": emulator.endpoint})
    monkeypatch.setenv("HW_PROJECT_ID", emulator.project_id)
    extra_vars(huaweicloud_live_auth_token=emulator.auth_token)
    nothing = dict.fromkeys(("endpoint", "project_id", "access_key", "secret_key"))
    assert list(parse(**nothing).hosts) == ["a", "b", "c"]


def test_the_options_of_the_connection_are_those_of_the_lookup():
    documented = inventory_loader.get(NAME).option_definitions
    for name in SHARED_ARGUMENTS:
        assert documented[name]["vars"] == [{"name": f"huaweicloud_live_{name}"}]


def test_text_from_the_api_is_never_a_template(parse, emulator):
    fields = {"stream_name": TEMPLATE, "source_urls": [TEMPLATE], "new": {"a": TEMPLATE}}
    emulator.put_tasks([{"task_id": TEMPLATE, **fields}])
    inventory = parse(
        compose={"again": "stream_name", "part": "'<' ~ stream_name ~ '>'", "inside": "{'a': [stream_name]}"},
        keyed_groups=[{"key": "stream_name"}],
    )
    host = inventory.hosts[TEMPLATE]
    expected = {
        **fields,
        "task_id": TEMPLATE,
        "again": TEMPLATE,
        "part": f"<{TEMPLATE}>",
        "inside": {"a": [TEMPLATE]},
    }
    seen = templar({**host.vars, "name": host.name, "short": host.name.split(".")[0]})
    for name, value in {**expected, "name": TEMPLATE, "short": TEMPLATE}.items():
        assert seen.template(trust_as_template(f"{{{{ {name} }}}}")) == value
    assert [name for name in groups_of(inventory) if not name.replace("_", "").isalnum()] == []


@pytest.mark.parametrize("text", ["[1, 2]", "{'a': 1}", "True"])
def test_text_that_looks_like_something_else_stays_text(parse, emulator, text):
    emulator.put_tasks([{"task_id": "a", "stream_name": text, "source_urls": ["u", "v"]}])
    inventory = parse(
        compose={"again": "stream_name"},
        keyed_groups=[{"key": "stream_name", "prefix": "is"}, {"key": "source_urls", "prefix": "from"}],
        strict=True,
    )
    assert variable(inventory, "a", "again") == text
    assert list(groups_of(inventory)) == ["is_" + re.sub(r"\W", "_", text), "from_u", "from_v"]


@pytest.mark.parametrize(
    "task_id", ["[1, 2]", "{'a': 1}", "true", "007", " a ", "a,b:c&!d", "a\nb", "\x1b[31m", "a/b", "ü", "localhost"]
)
def test_an_odd_task_id_is_a_name_as_it_is(parse, emulator, task_id):
    emulator.put_tasks([{"task_id": task_id}])
    assert list(parse().hosts) == [task_id]


def test_a_field_that_would_say_how_to_connect_is_no_variable(parse, emulator, warnings):
    strange = ["ansible_connection", "huaweicloud_live_endpoint", "tags", "not a name", "class"]
    emulator.put_tasks([{"task_id": "a", "later_field": "x", **dict.fromkeys(strange, "x")}])
    variables = parse().hosts["a"].vars
    assert variables["later_field"] == "x"
    assert variables.keys().isdisjoint(strange)
    assert warnings == [f"These fields of relay tasks cannot be variables of hosts: {', '.join(sorted(strange))}"]


@pytest.mark.parametrize("text", ["- a", "filters: {}", "plugin: huaweicloud.live.relay_task"])
def test_another_plugin_is_refused_with_the_name_of_this_one(refusal, text):
    found = "plugin is huaweicloud.live.relay_task." if "plugin" in text else "plugin is missing."
    assert f"{found} Set it to {NAME}, or rename the file." in refusal(text)


def test_an_unknown_key_is_refused_with_the_nearest_one(refusal):
    message = refusal(keyed_group=[], filter={})
    assert "Unknown option: filter (did you mean filters?), keyed_group (did you mean keyed_groups?)." in message
    assert "task_region, timeout, use_extra_vars, username, validate_certs." in message


def test_an_unknown_field_is_refused_with_the_nearest_one(refusal):
    assert "Unknown field in filters: statsu (did you mean status?)" in refusal(filters={"statsu": "x"})


@pytest.mark.parametrize(("name", "value"), [("timeout", "soon"), ("filters", "x"), ("max_retries", "many")])
def test_a_value_of_the_wrong_type_is_refused(refusal, name, value):
    assert name in refusal(**{name: value})


def test_a_template_that_fails_is_refused_by_the_name_of_its_option(refusal):
    assert "region is a template that fails: 'nobody_knows' is undefined" in refusal(region="{{ nobody_knows }}")


def test_two_tasks_of_one_name_are_refused(refusal):
    assert refusal(hostname="stream_name") == (
        "hostname is 'stream_name', which gives two relay tasks the name 'one': 'b' and 'c'. A host is one task: "
        "add something in which they differ, such as task_id."
    )


@pytest.mark.parametrize(
    ("hostname", "says"),
    [
        ("nobody_knows", "hostname is 'nobody_knows', which fails for the relay task 'a': 'nobody_knows' is undefined"),
        ("task_id ~", "hostname is 'task_id ~', which fails for the relay task 'a': "),
        ("push_args", "hostname is 'push_args', which gives nothing for the relay task 'a'"),
        ("''", "which gives an empty text for the relay task 'a', and a host has a name."),
        ("'all'", "which gives 'all' for the relay task 'a', which is the name of a group."),
        ("'x/../../' ~ task_id", "which gives 'x/../../a' for the relay task 'a', which leads to files elsewhere."),
    ],
)
def test_a_name_that_cannot_be_is_refused(refusal, hostname, says):
    assert says in refusal(hostname=hostname)


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"compose": {"x": "nobody_knows"}}, "Could not set x for host a: "),
        ({"groups": {"x": "nobody_knows"}}, "Could not add host a to group x: "),
        ({"keyed_groups": [{"key": "nobody_knows"}]}, "Could not generate group for host a from nobody_knows entry: "),
    ],
)
def test_strict_refuses_what_is_passed_over_otherwise(parse, refusal, options, says):
    assert list(parse(**options).hosts) == ["a", "b", "c"]
    assert says in refusal(strict=True, **options)


def test_a_failure_leaves_the_hosts_of_others_alone(parse):
    inventory = InventoryData()
    inventory.add_host("b")
    with pytest.raises(AnsibleError):
        parse(inventory=inventory, strict=True, compose={"x": "nobody_knows"})
    assert list(inventory.hosts) == ["b"]


def test_a_failure_is_the_sentence_of_the_collection(refusal):
    message = refusal(secret_key="hush-hush")
    assert "APIGW.0301" in message
    assert "hush-hush" not in message


def test_a_cache_keeps_the_answer_for_the_next_run(parse, emulator, tmp_path):
    cache = {"cache": True, "cache_plugin": "ansible.builtin.jsonfile", "cache_connection": str(tmp_path / "cache")}
    first = parse(**cache)
    emulator.put_tasks([])
    second = parse(**cache, keyed_groups=[{"key": "status"}])
    assert list(first.hosts) == list(second.hosts) == ["a", "b", "c"]
    assert len(emulator.requests()) == 1
    # As with --flush-cache, and with meta: refresh_inventory.
    assert not parse(refresh=True, **cache).hosts
    assert not parse(**cache).hosts


def test_the_cache_that_ansible_has_by_default_is_none(parse, emulator, warnings):
    for dummy in range(2):
        assert list(parse(cache=True).hosts) == ["a", "b", "c"]
    assert len(emulator.requests()) == 2
    assert "the cache plugin memory keeps nothing for another process" in warnings[0]


def test_text_from_the_api_is_no_template_after_the_cache_either(parse, emulator, tmp_path):
    emulator.put_tasks([{"task_id": "a", "stream_name": TEMPLATE}])
    for dummy in range(2):
        inventory = parse(cache=True, cache_plugin="jsonfile", cache_connection=str(tmp_path / "cache"))
        assert templar(inventory.hosts["a"].vars).template(trust_as_template("{{ stream_name }}")) == TEMPLATE
    assert len(emulator.requests()) == 1
