# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Made-up relay tasks: the same number and seed give the same tasks, on each machine and each day."""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

# Live publishes no list of statuses; the weights are those of a platform that mostly works.
STATUSES = {"running": 45, "finished": 28, "suspend": 13, "failed": 8, "waiting": 6}
REGIONS = {"cn-north-4": 50, "cn-east-3": 25, "ap-southeast-3": 12, "cn-north-1": 8, "ap-southeast-2": 5}
SOURCE_TYPES = {"PullLivePushLive": 70, "PullVodPushLive": 30}

_NEWEST = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
_LONGEST_RUN = timedelta(days=7)
_EVENTS = ("TaskStart", "TaskExit", "TaskAlarm")
_VOD_EVENTS = ("VodSourceFileStart", "VodSourceFileFinish", "ResetTaskConfig")
_REFRESH_TYPES = ("immediate_new_source", "continue_from_file_start", "continue_from_break_point")
_APPS = ("live", "sports", "news", "concerts", "backup")


def generate(count: int, seed: int) -> Iterator[dict[str, Any]]:
    """``count`` tasks, newest first, fields that do not apply left out.

    The first tasks of a seed are the same whatever the count; the first five have each of the statuses once.
    """
    made_up = _MadeUp(seed)
    statuses = list(STATUSES)
    for number in range(count):
        yield made_up.task(statuses[number] if number < len(statuses) else made_up.pick(STATUSES))


class _MadeUp:
    def __init__(self, seed: int) -> None:
        self._random = random.Random(f"relay tasks {seed}")
        self._created = _NEWEST

    def task(self, status: str) -> dict[str, Any]:
        roll = self._random.random
        # Some tasks are created in the same second, as by a script.
        if roll() > 0.05:
            self._created -= timedelta(seconds=self._random.randint(1, 7200))
        start = self._created + timedelta(minutes=self._random.randint(0, 240))
        end = start + _LONGEST_RUN * max(roll(), 0.01)
        source_type = self.pick(SOURCE_TYPES)
        task: dict[str, Any] = {
            "task_id": str(uuid.UUID(int=self._random.getrandbits(128), version=4)),
            "status": status,
            "create_time": _stamp(self._created),
            "region": self.pick(REGIONS),
            "source_type": source_type,
        }
        if source_type == "PullVodPushLive":
            task |= self._recorded()
        else:
            task |= self._live()
        task |= self._destination()
        task |= {"start_time": _stamp(start), "end_time": _stamp(end)}
        if roll() < 0.5:
            task |= self._callback(source_type)
        return task

    def pick(self, weights: dict[str, int]) -> str:
        return self._random.choices(list(weights), list(weights.values()))[0]

    def _live(self) -> dict[str, Any]:
        stream = self._word("stream")
        scheme, suffix = self._random.choice((("rtmp", ""), ("rtmps", ""), ("http", ".flv"), ("https", ".m3u8")))
        live: dict[str, Any] = {"source_urls": [f"{scheme}://play.example.com/live/{stream}{suffix}"]}
        if self._random.random() < 0.3:
            live["backup_source_type"] = "PullLivePushLive"
            live["backup_source_urls"] = [f"{scheme}://backup.example.com/live/{stream}{suffix}"]
        return live

    def _recorded(self) -> dict[str, Any]:
        files = self._random.randint(1, 5)
        recorded: dict[str, Any] = {
            "source_urls": [f"https://vod.example.com/{self._word('file')}.mp4" for _number in range(files)],
            "vod_loop_time": self._random.choice(("-1", "1", "3", "12")),
            "vod_start_video_index": self._random.randrange(files),
            "vod_start_video_time": self._random.choice((0, 0, 30, 600)),
        }
        if self._random.random() < 0.4:
            recorded["vod_refresh_type"] = self._random.choice(_REFRESH_TYPES)
        return recorded

    def _destination(self) -> dict[str, Any]:
        app, stream = self._random.choice(_APPS), self._word("stream")
        if self._random.random() < 0.2:
            return {"destination_url": f"rtmp://push.example.org/{app}/{stream}"}
        ingest = {"domain": f"publish{self._random.randint(1, 9)}.example.com", "app_name": app, "stream_name": stream}
        if self._random.random() < 0.4:
            ingest["push_args"] = (
                f"hwSecret={self._random.getrandbits(128):032x}&hwTime={self._random.getrandbits(32):08x}"
            )
        return ingest

    def _callback(self, source_type: str) -> dict[str, Any]:
        known = _EVENTS + (_VOD_EVENTS if source_type == "PullVodPushLive" else ())
        callback: dict[str, Any] = {"callback_url": f"https://callback.example.com/{self._word('hook')}"}
        if self._random.random() < 0.7:
            callback["callback_events"] = self._random.sample(known, self._random.randint(1, len(known)))
        return callback

    def _word(self, kind: str) -> str:
        return f"{kind}-{self._random.getrandbits(24):06x}"


def _stamp(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
