# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Listings that change while they are read: made-up histories, a service that lives them, and a judge of the result."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass, field

from hypothesis import strategies as st

from ansible_collections.huaweicloud.live.plugins.module_utils._live import Page

MOST_READINGS = 5


@dataclass(frozen=True)
class History:
    """Tasks, and what happens to them while they are read.

    ``changes`` are as the emulator takes them: each is made just before the request number ``before`` (from 1).
    """

    tasks: list[t.Any]
    changes: list[t.Any]
    page: int
    """How many tasks the client asks for at once, which has some requests in flight."""
    concurrency: int
    turns: list[int]
    """Which one of those in flight is served next."""

    @property
    def last_change(self):
        return max((change["before"] for change in self.changes), default=0)


@dataclass
class Lives:
    """Which task was there when, in numbers of requests: at request ``n`` where ``born <= n < died``."""

    born: dict[str, int] = field(default_factory=dict)
    died: dict[str, int] = field(default_factory=dict)

    @classmethod
    def told(cls, lives):
        """As the emulator tells them: task ID -> ``born`` and ``died``."""
        died = {task: life["died"] for task, life in lives.items() if life["died"] is not None}
        return cls({task: life["born"] for task, life in lives.items()}, died)

    def throughout(self, first, last):
        """The tasks that were there at each of these requests, and between them."""
        return {
            task for task in self.ever(first, last) if self.born[task] <= first and self.died.get(task, last + 1) > last
        }

    def ever(self, first, last):
        """The tasks that were there at one of these requests at least."""
        return {task for task, born in self.born.items() if born <= last and self.died.get(task, last + 1) > first}

    def judge(self, listed, requests):
        """The promise, for a result that took so many requests."""
        assert len(listed) == len(set(listed)), "a task came twice"
        lost = self.throughout(1, requests) - set(listed)
        assert not lost, f"{lost} were there all the time"
        made_up = set(listed) - self.ever(1, requests)
        assert not made_up, f"{made_up} were never there"

    def of_one_moment(self, listed, requests):
        """Whether the result is what was there at one of the requests."""
        return any(self.ever(moment, moment) == set(listed) for moment in range(1, requests + 1))


class Service:
    """Lives a history, request by request, in the place of ``Live.page``."""

    def __init__(self, history):
        self.requests = 0
        self.readings = []
        """The number of the request that each reading began with."""
        self.lives = Lives({task["task_id"]: 0 for task in history.tasks})
        self._tasks = list(history.tasks)
        self._changes = sorted(history.changes, key=lambda change: change["before"])

    def __call__(self, offset, limit):
        self.requests += 1
        if offset == 0:
            self.readings.append(self.requests)
        while self._changes and self._changes[0]["before"] <= self.requests:
            self._make(self._changes.pop(0))
        return Page(len(self._tasks), self.arranged(self._tasks)[offset : offset + limit], f"r{self.requests}")

    def arranged(self, tasks):
        """The order in which this one request sees them."""
        return tasks

    def _make(self, change):
        if "create" in change:
            self._tasks.insert(change["at"], change["create"])
            self.lives.born[change["create"]["task_id"]] = change["before"]
        elif "delete" in change:
            del self._tasks[_position(self._tasks, change["delete"])]
            self.lives.died[change["delete"]] = change["before"]
        else:
            self._tasks.insert(change["to"], self._tasks.pop(_position(self._tasks, change["move"])))


def served_in_turns(turns):
    """``in_order`` where the ``turns`` say which one of the requests in flight is served next, and not the threads.

    What is in flight is what it is with threads: the first ones that wait, as long as their results are near.
    """
    left = iter(turns)

    def in_order(function, items, *, concurrency):
        items = list(items)
        results: dict[int, t.Any] = {}

        def in_flight(head):
            near = range(head, min(head + 2 * concurrency, len(items)))
            return [number for number in near if number not in results][:concurrency]

        def serve(numbers):
            number = numbers[next(left, 0) % len(numbers)]
            results[number] = function(items[number])

        for head in range(len(items)):
            while head not in results:
                serve(in_flight(head))
            try:
                yield results[head]
            except GeneratorExit:
                # Those that are in flight get served, too.
                for number in in_flight(head + 1):
                    serve([number])
                raise

    return in_order


@st.composite
def histories(draw):
    """Tasks that come, go and move anywhere, alone and together in such a way that ``total`` stands still."""
    still = [["move"], ["delete", "create"], ["delete", "move", "create"], ["pass behind the reader"]]
    # Where total moves, few readings come to their end.
    happening = st.sampled_from(still if draw(st.booleans()) else [["create"], ["delete"], *still])
    story = _Story(draw, [f"t{number}" for number in range(draw(st.integers(0, 12)))])
    tasks = [{"task_id": task} for task in story.now]
    for before in draw(_moments()):
        for kind in draw(happening):
            story.tell(kind, before)
    return _history(draw, tasks, story.changes)


class _Story:
    """What happens to tasks, one thing after the other."""

    def __init__(self, draw, tasks):
        self.now = tasks
        self.changes: list[t.Any] = []
        self._draw = draw

    def tell(self, kind, before):
        last = len(self.now) - 1
        if kind == "create":
            self._create(before, self._position(0, last + 1))
        elif last < 0:
            return
        elif kind == "delete":
            self._delete(before, self._position(0, last))
        elif kind == "move":
            self._move(before, self._position(0, last), self._position(0, last))
        else:
            # One goes in front, one comes at the end; and a third one, not read yet, moves to where all is read.
            middle = last // 2
            self._delete(before, self._position(0, middle))
            if last > 0:
                self._move(before, self._position(middle, last - 1), self._position(0, middle))
            self._create(before, last)

    def _position(self, first, last):
        return self._draw(st.integers(first, last))

    def _create(self, before, position):
        task = f"n{len(self.changes)}"
        self.now.insert(position, task)
        self.changes.append({"before": before, "create": {"task_id": task}, "at": position})

    def _delete(self, before, position):
        self.changes.append({"before": before, "delete": self.now.pop(position)})

    def _move(self, before, position, to):
        task = self.now.pop(position)
        self.now.insert(to, task)
        self.changes.append({"before": before, "move": task, "to": to})


@st.composite
def sorted_histories(draw):
    """Tasks in the order of their ``create_time``: they come at one end, go anywhere and never move."""
    newest_first = draw(st.booleans())
    seconds = 0

    def task(name):
        nonlocal seconds
        # Some are created in the same second.
        seconds += draw(st.sampled_from([0, 1, 1]))
        return {"task_id": name, "create_time": f"2026-03-01T12:00:{seconds:02}Z"}

    def add(tasks, one):
        position = 0 if newest_first else len(tasks)
        tasks.insert(position, one)
        return position

    tasks: list[t.Any] = []
    for number in range(draw(st.integers(0, 16))):
        add(tasks, task(f"t{number}"))
    now, changes = list(tasks), list[t.Any]()
    happening = st.sampled_from([["delete", "create"]] if draw(st.booleans()) else [["create"], ["delete"]])
    for before in draw(_moments()):
        for kind in draw(happening):
            if kind == "create":
                one = task(f"n{len(changes)}")
                changes.append({"before": before, "create": one, "at": add(now, one)})
            elif now:
                one = now.pop(draw(st.integers(0, len(now) - 1)))
                changes.append({"before": before, "delete": one["task_id"]})
    return _history(draw, tasks, changes)


def _moments():
    """The requests before which something happens, in their order: early ones, or any that five readings can take."""

    def moments(spread):
        last, most = spread
        return st.lists(st.integers(1, last), min_size=most // 4, max_size=most).map(sorted)

    return st.sampled_from([(1, 0), (4, 4), (8, 4), (24, 12), (24, 24)]).flatmap(moments)


def _history(draw, tasks, changes):
    return History(
        tasks=tasks,
        changes=changes,
        page=draw(st.integers(2, 5)),
        concurrency=draw(st.integers(1, 4)),
        turns=draw(st.lists(st.integers(0, 3), max_size=12)),
    )


def _position(tasks, task_id):
    return [task["task_id"] for task in tasks].index(task_id)
