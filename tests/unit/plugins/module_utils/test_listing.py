# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.huaweicloud.live.plugins.module_utils._errors import ListingError
from ansible_collections.huaweicloud.live.plugins.module_utils._extract import extract
from ansible_collections.huaweicloud.live.plugins.module_utils._listing import read_listing
from ansible_collections.huaweicloud.live.plugins.module_utils._live import Page


class Service:
    """Tasks, in pages of at most ``page``; before the calls that ``changes`` names (from 0), a change to them.

    Each is created at the time that ``created`` gives for its ID.
    """

    def __init__(self, count, changes=None, page=100, created=lambda dummy: None):
        self.ids = [f"t{number:04d}" for number in range(count)]
        self._changes = changes or {}
        self._page = page
        self._created = created
        self.asked = []
        self.total = None

    def __call__(self, offset, limit):
        call = len(self.asked)
        self.asked.append((offset, limit))
        for change in (self._changes.get(call), self._changes.get("always")):
            if change:
                change(self)
        found = self.ids[offset : offset + min(limit, self._page)]
        total = len(self.ids) if self.total is None else self.total
        return Page(total, [self._task(task_id) for task_id in found], f"r{call}")

    def _task(self, task_id):
        return {"task_id": task_id, "create_time": self._created(task_id)}

    def create(self, task_id="new"):
        self.ids.insert(0, task_id)

    def delete(self, position):
        return self.ids.pop(position)


def read(service, concurrency=1):
    return read_listing(extracts(service), concurrency=concurrency).kept


def extracts(service):
    """Its pages, of which the IDs are kept."""
    return lambda offset, limit: extract(service(offset, limit), lambda task: task["task_id"])


def refusal(service, concurrency=1):
    with pytest.raises(ListingError) as caught:
        read_listing(extracts(service), concurrency=concurrency)
    message = caught.value.msg
    assert message.startswith("The relay tasks kept changing while they were read: 5 readings in a row did not fit")
    assert "Nothing is returned, as tasks could be missing. Try again later" in message
    return message


def pages(count):
    """How many pages of 100 it takes to read so many tasks, with one task on two of them."""
    return max(1, -(-(count - 1) // 99))


@pytest.mark.parametrize("count", [0, 1, 2, 99, 100])
@pytest.mark.parametrize("concurrency", [1, 8])
def test_a_listing_of_one_page_is_read_once(count, concurrency):
    service = Service(count)
    assert read(service, concurrency) == service.ids
    assert service.asked == [(0, 100)]


@pytest.mark.parametrize("count", [101, 198, 199, 200, 201, 250, 2500])
@pytest.mark.parametrize("concurrency", [1, 8])
def test_a_listing_that_stands_still_is_read_twice_and_whole(count, concurrency):
    service = Service(count)
    assert read(service, concurrency) == service.ids
    assert len(service.asked) == 2 * pages(count)


TIMES = {
    "oldest first": lambda task_id: task_id,
    "newest first": lambda task_id: f"{9999 - int(task_id[1:]):04d}",
    "ten in each second": lambda task_id: task_id[:-1],
    "some without a time": lambda task_id: task_id if task_id > "t0030" else None,
}


@pytest.mark.parametrize("created", TIMES.values(), ids=TIMES)
@pytest.mark.parametrize(("count", "readings"), [(999, 2), (1000, 1), (2500, 1)])
@pytest.mark.parametrize("concurrency", [1, 8])
def test_a_long_listing_in_order_of_creation_is_read_once(created, count, readings, concurrency):
    service = Service(count, created=created)
    assert read(service, concurrency) == service.ids
    assert len(service.asked) == readings * pages(count)


NO_ORDER = {
    "no times": lambda dummy: None,
    "one time": lambda dummy: "2026-01-01T00:00:00Z",
    "one task out of order": lambda task_id: "t0000" if task_id == "t0700" else task_id,
    "out of order from page to page": lambda task_id: f"{int(task_id[1:]) // 100 % 2}{task_id}",
    "first rising, then falling": lambda task_id: task_id if task_id < "t0600" else "t0000",
}


@pytest.mark.parametrize("created", NO_ORDER.values(), ids=NO_ORDER)
def test_a_long_listing_in_another_order_is_read_twice(created):
    service = Service(1500, created=created)
    assert read(service) == service.ids
    assert len(service.asked) == 2 * pages(1500)


def test_pages_overlap_by_one_task():
    service = Service(250)
    read(service)
    assert service.asked == [(0, 100), (99, 100), (198, 100)] * 2


def test_a_service_that_gives_smaller_pages_is_read_whole_too():
    service = Service(250, page=30)
    assert read(service) == service.ids
    assert service.asked[:3] == [(0, 100), (29, 100), (58, 100)]


def test_the_ids_of_all_requests_are_kept_in_their_order():
    ids = [f"r{number}" for number in range(6)]
    assert read_listing(extracts(Service(250)), concurrency=1).request_ids == ids
    assert sorted(read_listing(extracts(Service(250)), concurrency=8).request_ids) == ids


def test_the_total_counts_tasks_of_which_nothing_is_kept():
    service = Service(250)
    listing = read_listing(
        lambda offset, limit: extract(
            service(offset, limit), lambda task: task if task["task_id"] == "t0120" else None
        ),
        concurrency=1,
    )
    assert ([task["task_id"] for task in listing.kept], listing.total) == (["t0120"], 250)


def test_a_task_that_goes_while_another_comes_makes_the_reading_be_repeated():
    # a b | c d: page one gives a b; a goes and e comes at the end; page two would give d e, and c would be lost.
    def change(service):
        service.delete(0)
        service.ids.append("late")

    service = Service(250, {1: change})
    assert read(service) == service.ids
    assert [offset for offset, dummy in service.asked] == [0, 99, 198] * 3


def test_a_task_that_comes_first_while_another_goes_last_makes_the_reading_be_repeated():
    def change(service):
        service.create()
        service.delete(-1)

    service = Service(250, {1: change})
    assert read(service) == service.ids
    assert [offset for offset, dummy in service.asked] == [0, 99, 198] * 3


def test_a_task_that_moves_where_another_goes_and_a_third_comes_is_not_lost():
    # After page one a task of it goes, one of page two moves to the front and one comes: pages overlap, count is right.
    def change(service):
        service.delete(0)
        service.ids.insert(0, service.delete(149))
        service.ids.append("late")

    service = Service(250, {1: change})
    assert read(service) == service.ids
    assert [offset for offset, dummy in service.asked] == [0, 99, 198] * 3


@pytest.mark.parametrize("call", [1, 2])
@pytest.mark.parametrize("change", [Service.create, lambda service: service.delete(0)], ids=["create", "delete"])
def test_a_total_that_moves_makes_the_reading_be_repeated(call, change):
    service = Service(250, {call: change})
    assert read(service) == service.ids


@pytest.mark.parametrize("count", [150, 250, 2500])
@pytest.mark.parametrize("position", [0, 50, 98, 99, 100, 149])
def test_no_task_that_was_there_all_the_time_is_lost_whatever_goes_between_two_pages(count, position):
    def change(service):
        service.delete(position)
        service.create()

    before = Service(count).ids
    service = Service(count, {1: change})
    listed = read(service)
    assert len(listed) == len(set(listed))
    assert set(listed) >= set(before) - {before[position]}
    assert set(listed) <= {*before, "new"}


def test_after_five_readings_it_fails_and_says_that_total_kept_moving():
    service = Service(250, {"always": lambda service: service.create(f"n{len(service.asked)}")})
    assert "(total went from 251 to 252; total went from 253 to 254;" in refusal(service)


def test_after_five_readings_it_fails_and_says_that_tasks_kept_moving():
    def change(service):
        service.delete(0)
        service.ids.append(f"late-{len(service.asked)}")

    assert "(tasks moved from page to page)" in refusal(Service(250, {"always": change}))


def test_a_task_that_comes_twice_is_not_returned_twice():
    service = Service(250)
    service.ids[170] = service.ids[30]
    assert "(a task came twice)" in refusal(service)


def test_a_page_with_fewer_tasks_than_it_must_have_is_no_whole_listing():
    service = Service(250)
    service.total = 251
    assert "(a page had 52 tasks in place of 53)" in refusal(service)


def test_no_tasks_where_total_counts_some_is_no_whole_listing():
    service = Service(0)
    service.total = 3
    assert "(a page had 0 tasks in place of 3)" in refusal(service)


def test_tasks_where_total_counts_none_are_no_whole_listing():
    service = Service(2)
    service.total = 0
    assert "(a page had 2 tasks in place of 0)" in refusal(service)


def test_a_page_that_is_short_once_is_read_again():
    def shorten(service):
        service.ids, service.kept = service.ids[:120], service.ids
        service.total = 250

    def restore(service):
        service.ids = service.kept

    service = Service(250, {1: shorten, 2: restore})
    assert read(service) == [f"t{number:04d}" for number in range(250)]


def unordered(*readings):
    """A service of 150 tasks that never gives page two with the last task of page one at its beginning.

    Each of ``readings`` has the IDs of its two pages.
    """
    pages = iter([page for reading in readings for page in reading])
    return lambda dummy, limit: Page(150, [{"task_id": str(number)} for number in next(pages)][:limit], None)


# Page two begins with a task of page one, but not with its last one.
IN_ORDER = (range(100), [5, *range(100, 150)])
TURNED = (range(99, -1, -1), [50, *range(149, 99, -1)])
OTHERS = (range(100), [5, *range(200, 250)])


def test_two_equal_readings_in_a_row_are_taken_from_a_service_that_keeps_no_order():
    assert sorted(map(int, read(unordered(IN_ORDER, TURNED)))) == list(range(150))
    assert sorted(map(int, read(unordered(OTHERS, IN_ORDER, TURNED)))) == list(range(150))


def test_two_readings_of_as_many_but_other_tasks_are_not_equal():
    refusal(unordered(IN_ORDER, OTHERS, IN_ORDER, OTHERS, IN_ORDER))


def test_two_equal_readings_with_another_in_between_are_not_in_a_row():
    refusal(unordered(IN_ORDER, OTHERS, TURNED, OTHERS, IN_ORDER))


def test_an_error_of_a_page_is_the_error_of_the_listing():
    def fail(dummy):
        raise OSError("page lost")

    with pytest.raises(OSError, match="page lost"):
        read(Service(2500, {7: fail}), concurrency=4)


def test_a_reading_is_broken_off_when_it_cannot_become_whole():
    service = Service(10000, {1: Service.create})
    read(service)
    assert service.asked.index((0, 100), 1) == 2
