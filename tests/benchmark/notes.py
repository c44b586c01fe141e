# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What stands on the performance page after the targets, and is not measured: where the time goes, what was tried."""

NOTES = """\
Where the time goes, and what was tried
---------------------------------------

A play with one task
  Ansible packs a module's files anew in each play: it parses each of them for its imports, and the host compiles each
  from its text. So what a play costs more than one with ``ping`` is the collection's own code, on both sides, and the
  import of urllib3 on the host.

  What it does not cost any more: nothing of requests is imported unless the environment names a proxy. What only other
  ways to sign in, errors, proxies, filters or further pages need is imported when it is needed (but has to be packed).
  A CA bundle is loaded once, and only for TLS. None of what each run imports is a dataclass, which Python takes half a
  millisecond to make. Each file is compiled once, where Python's import from a zip file would do so twice. The files
  import each other, and no names from each other: Ansible would look for a file of each of 150 names, which takes a
  hundredth of the play. Neither the module nor the worker process of Ansible that runs it looks for garbage: both end
  with the task, and a worker that did would go through all that Ansible's main process has, and copy it.

  What was left: ``http.client`` in place of urllib3 would be imported faster, by about a fiftieth of the play, and
  would leave connections, proxies and TLS to code of our own. Ansible's ``pipelining`` saves the files and processes
  on the host that any module costs; it is for the user to set, and not set here.

A thousand tasks
  Most of the play is what a play with ``ping`` takes. What Ansible does with the 21 values of each task is the
  difference between the module and its ``summary_only``, and the pages are read within a few hundredths of a second,
  as the scripts show, which do without Ansible.

Reading
  Pages are asked for side by side. One thread, not one for each request, watches that none takes too long. The JSON
  of a page is read by Python's C scanner alone; that no name came twice is seen from the number of its keys, and each
  object is looked at only where that leaves a doubt. Tasks are sorted in one go, which is fast where they come in
  order. With no latency at all, one thread would read faster than eight, which wait for each other's turn in Python;
  a service on a network is never that near.

A large result
  With everything of 100,000 tasks, most of the time is Ansible's, not the collection's: the module side looks through
  each text for secrets before it is sent, the controller reads it back, marks each text with where it comes from and
  hands it on to the play. That is per value, so that ``fields`` and ``summary_only`` help so much. It was not
  bypassed, as it is what keeps secrets out of results.

  With ``fields``, half of the time is what ``summary_only`` takes as well: the start, and the reading of pages that
  have all fields, as the service has no query for some of them. The other half is Ansible's work on two texts of each
  task. That the worker process does without Python's garbage collection made no difference here. It did for a lookup in
  a task, which holds what it has read: with it, that took half as long again.

  The role ``relay_task_facts`` sets a fact that has each task twice, in a list and by its ID, and ``set_fact`` goes
  through each value as a template. To let an action plugin put the fact together made it no faster. What helps is
  ``relay_task_facts_fields``.
"""
