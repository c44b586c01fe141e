# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What stands on the performance page after the targets, and is not measured: where the time goes, what was tried."""

NOTES = """\
Where the time goes, and what was tried
---------------------------------------

A play with one task
  Ansible packs a module's files anew in each play: it parses each of them for its imports, and the host compiles each
  from its text, twice, as Python's import from a zip file does. So what a play costs more than one with ``ping`` is
  the collection's own code, on both sides, and the import of urllib3 on the host. Nothing of requests is imported
  unless the environment names a proxy; what only other ways to sign in, errors, proxies or further pages need is
  imported when it is needed (but has to be packed); and a CA bundle is loaded once, and only for TLS.

Reading
  Pages are asked for side by side. One thread, not one for each request, watches that none takes too long. The JSON
  of a page is read by Python's C scanner alone; that no name came twice is seen from the number of its keys, and each
  object is looked at only where that leaves a doubt.

A large result
  With everything of 100,000 tasks, most of the time is Ansible's, not the collection's: the module side looks through
  each text for secrets before it is sent, the controller reads it back, marks each text with where it comes from and
  hands it on to the play. That is per value, so that ``fields`` and ``summary_only`` help so much. It was not
  bypassed, as it is what keeps secrets out of results. The module does without Python's garbage collection, which
  would look for garbage among the tasks over and over again.
"""
