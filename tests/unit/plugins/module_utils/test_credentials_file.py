# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.huaweicloud.live.plugins.module_utils._errors import ApiError, OptionError
from ansible_collections.huaweicloud.live.tests.unit.places import write_credentials
from ansible_collections.huaweicloud.live.tests.unit.support import ONE_PAGE, ask, failure, pieces_of, with_file

NOTHING = {"access_key": None, "secret_key": None}
VARIABLE = "HUAWEICLOUD_SDK_CREDENTIALS_FILE"


@pytest.fixture
def keys(emulator):
    """What a credentials file needs."""
    return {"ak": emulator.access_key, "sk": emulator.secret_key}


def write(path, text, encoding="utf-8"):
    path.write_bytes(text.encode(encoding))
    return path


def test_the_file_in_the_home_is_read_when_nothing_else_is_set(emulator, home, keys):
    write_credentials(home / ".huaweicloud" / "credentials", **keys)
    assert ask(emulator, ONE_PAGE, **NOTHING).total == 250
    assert emulator.requests()[0]["access_key"] == emulator.access_key


def test_the_file_is_found_where_the_task_says(emulator, tmp_path, keys):
    assert ask(emulator, ONE_PAGE, **with_file(write_credentials(tmp_path / "mine", **keys))).total == 250


def test_the_file_is_found_where_the_environment_says(emulator, tmp_path, keys):
    environ = {VARIABLE: write_credentials(tmp_path / "mine", **keys)}
    assert ask(emulator, ONE_PAGE, environ, **NOTHING).total == 250


@pytest.mark.parametrize("by", ["task", "environment"])
def test_a_tilde_is_the_home(emulator, home, keys, by):
    write_credentials(home / "mine", **keys)
    if by == "task":
        assert ask(emulator, ONE_PAGE, **with_file("~/mine")).total == 250
    else:
        assert ask(emulator, ONE_PAGE, {VARIABLE: "~/mine"}, **NOTHING).total == 250


def test_the_file_that_is_named_is_read_and_not_the_one_in_the_home(emulator, home, tmp_path, keys):
    write(home / "credentials", "[basic]\n")
    write_credentials(home / ".huaweicloud" / "credentials", ak="FAKEDECOY00000000000", sk="fakeSecretOfNobody")
    assert ask(emulator, ONE_PAGE, **with_file(write_credentials(tmp_path / "mine", **keys))).total == 250


def test_a_temporary_key_has_its_security_token_in_the_file(emulator, tmp_path):
    temporary = emulator.ready["temporary"]
    values = {"ak": temporary["access_key"], "sk": temporary["secret_key"]}
    path = write_credentials(tmp_path / "mine", **values, security_token=temporary["security_token"])
    assert ask(emulator, ONE_PAGE, **with_file(path)).total == 250
    assert failure(emulator, ApiError, **with_file(write_credentials(tmp_path / "mine", **values)))


def test_what_the_environment_has_does_not_mix_with_the_file(emulator, tmp_path, keys):
    environ = {"HW_SECURITY_TOKEN": "fakeSecurityTokenOfNobody", "HW_SECRET_KEY": "fakeSecretOfNobody"}
    path = write_credentials(tmp_path / "mine", **keys)
    assert ask(emulator, ONE_PAGE, environ, **with_file(path)).total == 250


@pytest.mark.parametrize(
    "text",
    [
        "[basic]\nak={ak}\nsk={sk}\n",
        "[basic]\r\nak = {ak}\r\nsk = {sk}\r\n",
        "\ufeff[basic]\nak = {ak}\nsk = {sk}\n",
        "[basic]\nAK: {ak}\nSK: {sk}\n",
        "# mine\n\n[other]\nak = x\n\n[basic]\n; these\n  ak   =   {ak}  \n  sk   =   {sk}  \n",
        "[basic]\nak = {ak}\nsk = {sk}",
        "[basic]\nak = {ak}\nsk = {sk}\nsecurity_token =\nproject_id =\niam_endpoint =\n",
        "[basic]\nak = {ak}\nsk = {sk}\nunknown = 100%\n",
        "[DEFAULT]\nak = {ak}\n[basic]\nsk = {sk}\n",
    ],
)
def test_an_ini_file_may_be_written_in_many_ways(emulator, tmp_path, keys, text):
    path = write(tmp_path / "mine", text.format(**keys))
    assert ask(emulator, ONE_PAGE, **with_file(path)).total == 250


def test_a_percent_sign_means_itself(emulator, tmp_path):
    path = write_credentials(tmp_path / "mine", ak="FAKE%(sk)s%", sk="fakeSecret%%%(ak)s")
    message = failure(emulator, ApiError, **with_file(path))["msg"]
    assert (
        f"Check that the access key FAKE%(sk)s% exists and is enabled, and that the secret key is the one that "
        f"belongs to it (from the credentials file {path})." in message
    )


UNREADABLE = [
    ("", "has no section [basic], which holds ak and sk."),
    ("[other]\nak = {ak}\nsk = {sk}\n", "has no section [basic], which holds ak and sk."),
    ("[Basic]\nak = {ak}\nsk = {sk}\n", "has no section [basic], which holds ak and sk."),
    ("[basic]\nak = {ak}\n", "has no sk in its section [basic]. An access key needs both: add sk."),
    ("[basic]\nak = {ak}\nsk =  \n", "has no sk in its section [basic]. An access key needs both: add sk."),
    ("[basic]\nsk = {sk}\n", "has no ak in its section [basic]. An access key needs both: add ak."),
    ("[basic]\n", "has no ak and no sk in its section [basic]. An access key needs both: add ak and sk."),
    ("[basic]\nidp_id = idp\nid_token_file = /tmp/token\n", "has no ak and no sk in its section [basic]."),
    ("ak = {ak}\nsk = {sk}\n", "is not an INI file. It needs a section [basic] with ak and sk."),
    ("{ak}\n{sk}\n", "is not an INI file. It needs a section [basic] with ak and sk."),
    ("[basic]\nak = {ak}\n{sk}\n", "is not an INI file. It needs a section [basic] with ak and sk."),
    ("[basic]\nak = {ak}\nak = {sk}\n", "is not an INI file. It needs a section [basic] with ak and sk."),
    ("[basic]\nak = {ak}\n[basic]\nsk = {sk}\n", "is not an INI file. It needs a section [basic] with ak and sk."),
    ('{{"ak": "{ak}", "sk": "{sk}"}}\n', "is not an INI file. It needs a section [basic] with ak and sk."),
    ("basic:\n  ak: {ak}\n  sk: {sk}\n", "is not an INI file. It needs a section [basic] with ak and sk."),
]


@pytest.mark.parametrize(("text", "told"), UNREADABLE)
@pytest.mark.parametrize("by", ["task", "home"])
def test_a_file_that_has_no_key_is_told_by_its_name_and_nothing_of_it_is_quoted(
    emulator, home, tmp_path, keys, text, told, by
):
    path = home / ".huaweicloud" / "credentials" if by == "home" else tmp_path / "mine"
    path.parent.mkdir(exist_ok=True)
    write(path, text.format(**keys))
    message = failure(emulator, OptionError, **(NOTHING if by == "home" else with_file(path)))["msg"]
    assert message.startswith(f"The credentials file {'~/.huaweicloud/credentials' if by == 'home' else path} {told}")
    assert pieces_of(keys.values(), message) == []
    assert emulator.requests() == []


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "latin-1"])
def test_a_file_in_another_encoding_is_told(emulator, tmp_path, keys, encoding):
    path = write(tmp_path / "mine", "[basic]\n# clé\nak = {ak}\nsk = {sk}\n".format(**keys), encoding)
    message = failure(emulator, OptionError, **with_file(path))["msg"]
    assert message == f"The credentials file {path} is not an INI file. It needs a section [basic] with ak and sk."


@pytest.mark.parametrize("name", ["ak", "sk", "security_token", "project_id"])
@pytest.mark.parametrize("value", ["hush\n hush", "hush\u2028hush", "hushé", "项目"])
def test_a_value_that_cannot_be_sent_is_told_by_its_name(emulator, tmp_path, keys, name, value):
    path = write_credentials(tmp_path / "mine", **{**keys, name: value})
    message = failure(emulator, OptionError, **with_file(path))["msg"]
    assert message.startswith(f"In the credentials file {path}, {name} has a line break or another character that")
    assert "hush" not in message


def test_a_file_that_does_not_exist_is_told(emulator, tmp_path):
    message = failure(emulator, OptionError, **with_file(tmp_path / "gone"))["msg"]
    assert message == f"The credentials file {tmp_path}/gone cannot be read: No such file or directory."


def test_a_path_that_cannot_be_is_told(emulator):
    message = failure(emulator, OptionError, **with_file("a\0b"))["msg"]
    assert message == "credentials_file is 'a\\x00b', which no file can be called."


def test_a_directory_is_told(emulator, tmp_path):
    message = failure(emulator, OptionError, **with_file(tmp_path))["msg"]
    assert message == f"The credentials file {tmp_path} cannot be read: Is a directory."


def test_a_directory_in_the_place_of_the_file_in_the_home_is_told(emulator, home):
    (home / ".huaweicloud" / "credentials").mkdir(parents=True)
    message = failure(emulator, OptionError, **NOTHING)["msg"]
    assert message == "The credentials file ~/.huaweicloud/credentials cannot be read: Is a directory."


def test_a_link_that_leads_nowhere_is_told(emulator, tmp_path):
    path = tmp_path / "mine"
    path.symlink_to(path)
    message = failure(emulator, OptionError, **with_file(path))["msg"]
    assert message == f"The credentials file {path} cannot be read: Too many levels of symbolic links."


def test_the_file_in_the_home_is_needed_when_auth_type_says_so(emulator):
    message = failure(emulator, OptionError, **NOTHING, auth_type="credentials_file")["msg"]
    assert message == "The credentials file ~/.huaweicloud/credentials cannot be read: No such file or directory."
