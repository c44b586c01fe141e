# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This plugin util is private to the collection: it can change at any time.
# Do not use it from other collections or from plugins of your own.

from __future__ import annotations

import typing as t

from ansible.utils.display import Display

from ..module_utils._client import query_relay_tasks
from ..module_utils._options import Options
from ..module_utils._relay_tasks import Query, RelayTasks
from ._cache import Cache, CacheSettings, open_cache
from ._garbage import no_garbage_collection
from ._subject import subject_of

if t.TYPE_CHECKING:
    from ansible.plugins import AnsiblePlugin

# What these keep ends with the process, and each host of a play has a process of its own.
MEMORY = ("memory", "ansible.builtin.memory")

display = Display()


@no_garbage_collection()
def query_for(plugin: AnsiblePlugin, options: Options, query: Query, *, refresh: bool = False) -> RelayTasks:
    """The answer to a query of this plugin, from the cache where its options say so.

    With ``refresh``, what is in the cache is not used, and is replaced. Raises ``LiveError``, and ``AnsibleError`` for
    a cache plugin that does not exist. Whatever else is wrong with a cache is a warning, and the service is asked.
    """

    def ask() -> RelayTasks:
        return query_relay_tasks(options, query)

    for warning in query.selection().warnings:
        display.warning(warning)
    if not plugin.get_option("cache"):
        return ask()
    settings = CacheSettings(
        plugin=plugin.get_option("cache_plugin"),
        connection=plugin.get_option("cache_connection"),
        prefix=plugin.get_option("cache_prefix") or "",
        timeout=plugin.get_option("cache_timeout"),
    )
    if settings.plugin in MEMORY:
        display.warning(
            f"cache is true, but the cache plugin {settings.plugin} keeps nothing for another process, so that the "
            f"service is asked. Set cache_plugin to one that does, for example to ansible.builtin.jsonfile."
        )
        return ask()
    subject = subject_of(options, query)
    cache = open_cache(settings)
    return _through(cache, cache.key(subject), ask, refresh=refresh) if cache else ask()


def _through(cache: Cache, key: str, ask: t.Callable[[], RelayTasks], *, refresh: bool) -> RelayTasks:
    if refresh:
        return cache.write(key, ask())
    answer = cache.read(key)
    if answer is None:
        with cache.lock(key) as lock:
            # Someone may have asked since.
            answer = cache.read(key)
            if answer is None and (lock is None or lock.was_free):
                return cache.write(key, ask())
    # Whoever was asking when we came has failed. Those who waited for that do not wait for each other as well.
    return answer or cache.write(key, ask())
