# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.huaweicloud.live.plugins.plugin_utils import _wait_texts as texts
from ansible_collections.huaweicloud.live.plugins.plugin_utils._goal import Goal
from ansible_collections.huaweicloud.live.plugins.plugin_utils._looks import Looks


def goal(task_ids=("alpha", "bravo"), **changes):
    return Goal(
        **{
            "statuses": ["running"],
            "give_up_statuses": ["failed"],
            "on_missing": "fail",
            "timeout": 600.0,
            "interval": 10.0,
            "task_ids": task_ids,
            "filters": None if task_ids is not None else {"region": "cn-north-4"},
            **changes,
        }
    )


def look(wanted, *looks):
    """What was seen of the tasks at these looks, each of which has the status of each task."""
    seen = Looks(wanted)
    for statuses in looks:
        seen.add({"task_id": task_id, "status": status} for task_id, status in statuses.items())
    return seen


def outcomes(seen):
    return {one.task_id: one.outcome for one in seen.last}


def state(seen):
    return "failed" if seen.failed else "done" if seen.done else "waiting"


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        ({"alpha": "running", "bravo": "running"}, "done"),
        ({"alpha": "running", "bravo": "waiting"}, "waiting"),
        ({"alpha": "running", "bravo": None}, "waiting"),
        ({"alpha": "running", "bravo": "Running"}, "waiting"),
        ({"alpha": "running", "bravo": "failed"}, "failed"),
        ({"alpha": "running"}, "failed"),
    ],
)
def test_a_look_says_whether_the_wait_is_over(statuses, expected):
    assert state(look(goal(), statuses)) == expected


@pytest.mark.parametrize(("on_missing", "expected"), [("fail", "failed"), ("done", "done"), ("wait", "waiting")])
@pytest.mark.parametrize("earlier", [[], [{"alpha": "running", "bravo": "waiting"}]])
def test_a_missing_task_is_what_the_user_says(on_missing, expected, earlier):
    seen = look(goal(on_missing=on_missing), *earlier, {"alpha": "running"})
    assert outcomes(seen) == {"alpha": "arrived", "bravo": "missing"}
    assert state(seen) == expected


@pytest.mark.parametrize(("on_missing", "expected"), [("fail", "failed"), ("done", "done"), ("wait", "waiting")])
def test_no_match_is_what_the_user_says(on_missing, expected):
    seen = look(goal(None, on_missing=on_missing), {})
    assert state(seen) == expected
    assert "no relay task matches the filters" in texts.progress(goal(None), seen, 0)
    assert "No relay task matches the filters" in texts.failure(goal(None), seen)
    assert texts.time_is_up(goal(None), seen) == "After 600 s, no relay task matches the filters."


def test_a_task_that_matches_the_filters_later_is_waited_for_as_well():
    seen = look(goal(None), {"alpha": "running"}, {"alpha": "running", "bravo": "waiting"})
    assert outcomes(seen) == {"alpha": "arrived", "bravo": "waiting"}


def test_a_task_that_matches_the_filters_no_longer_is_missing():
    seen = look(goal(None), {"alpha": "waiting", "bravo": "waiting"}, {"alpha": "running"})
    assert outcomes(seen) == {"alpha": "arrived", "bravo": "missing"}
    assert texts.failure(goal(None), seen).startswith("No longer there, or no longer matching the filters: bravo.")


def test_the_gravest_come_first():
    wanted = goal(["one", "two", "three", "four", "five"])
    seen = look(wanted, {"one": "running", "two": "waiting", "four": "failed", "five": "failed"})
    assert list(outcomes(seen)) == ["four", "five", "three", "two", "one"]
    assert texts.table(seen) == [
        "task_id  status     outcome",
        "four     failed     gave up",
        "five     failed     gave up",
        "three    (missing)  missing",
        "two      waiting    waiting",
        "one      running    arrived",
    ]


def test_progress_says_who_is_still_in_which_status():
    wanted = goal(["one", "two", "three", "four"], on_missing="wait")
    seen = look(wanted, {"one": "running", "two": "waiting", "three": None})
    assert texts.progress(wanted, seen, 12.3) == (
        "12 of 600 s: 1 of 4 in running; (missing): four; (no status): three; waiting: two"
    )
    seen.add({"task_id": task_id, "status": "running"} for task_id in ("one", "two", "three", "four"))
    assert texts.progress(wanted, seen, 20) == "20 of 600 s: 4 of 4 in running"


def test_many_tasks_are_counted():
    wanted = goal([f"task-{number:03}" for number in range(150)], statuses=["running", "finished"])
    seen = look(wanted, {f"task-{number:03}": "waiting" for number in range(150)})
    assert texts.progress(wanted, seen, 0) == (
        "0 of 600 s: 0 of 150 in running or finished; waiting: task-000, task-001, task-002 and 147 more"
    )
    assert len(texts.table(seen)) == 102
    assert texts.table(seen)[-1] == "and 50 more"


def test_a_failure_names_the_tasks():
    assert texts.failure(goal(), look(goal(), {"alpha": "failed", "bravo": "running"})) == (
        "Gave up, as relay_task_wait_give_up_statuses has what a relay task has come to: failed: alpha."
    )
    assert texts.failure(goal(), look(goal(), {"alpha": "running"})) == (
        "No such relay task: bravo. Set relay_task_wait_on_missing to done or wait where that is no failure."
    )
    assert texts.time_is_up(goal(), look(goal(), {"alpha": "running", "bravo": "waiting"})) == (
        "After 600 s, 1 of 2 relay tasks are not in running: waiting: bravo."
    )


def test_an_error_at_the_last_look_is_named():
    seen = look(goal(), {"alpha": "running", "bravo": "running"}, {"alpha": "running", "bravo": "waiting"})
    assert texts.time_is_up(goal(), seen, "It broke.") == (
        "After 600 s, 1 of 2 relay tasks are not in running: waiting: bravo. The last look failed: It broke."
    )
    assert texts.time_is_up(goal(), look(goal()), "It broke.") == "After 600 s, there is no answer. It broke."


def test_a_status_that_no_task_ever_had_is_a_hint():
    wanted = goal(statuses=["active", "running"])
    seen = look(wanted, {"alpha": "waiting", "bravo": "running"}, {"alpha": "suspend", "bravo": "running"})
    assert texts.never_seen(wanted, seen) == (
        "No relay task was in active at any look; they were in running, suspend, waiting. Check how it is written."
    )
    assert texts.never_seen(goal(), seen) is None
    assert texts.never_seen(wanted, look(wanted, {})) is None


@pytest.mark.parametrize("written", ["runing", "Running", "RUNNING"])
def test_a_status_that_is_almost_one_is_a_hint_at_once(written):
    wanted = goal(statuses=[written])
    seen = look(wanted, {"alpha": "running", "bravo": "waiting"})
    assert texts.misspelt(wanted, seen) == (
        f"No relay task is in {written}, which is waited for. Did you mean running?"
    )


@pytest.mark.parametrize("statuses", [["finished"], ["running"], ["running", "runing"]])
def test_a_status_that_is_another_is_not(statuses):
    wanted = goal(statuses=statuses)
    assert texts.misspelt(wanted, look(wanted, {"alpha": "running", "bravo": "waiting"})) is None


def test_nothing_moves_the_cursor_of_a_terminal():
    wanted = goal(["\x1b[2J"], statuses=["\u202egnp"])
    seen = look(wanted, {"\x1b[2J": "a\nb\r"})
    said = [texts.progress(wanted, seen, 0), texts.time_is_up(wanted, seen), str(texts.never_seen(wanted, seen))]
    said += [*texts.table(seen), texts.trouble(wanted, "a\x07b", 0)]
    assert all(line.isprintable() for line in said)


def test_without_time_there_is_one_look():
    seen = look(goal(timeout=0), {"alpha": "running", "bravo": "waiting"})
    assert texts.progress(goal(timeout=0), seen, 1.2) == "The one look: 1 of 2 in running; waiting: bravo"
    assert texts.time_is_up(goal(timeout=0), seen) == (
        "At the one look that there was time for, 1 of 2 relay tasks are not in running: waiting: bravo."
    )
