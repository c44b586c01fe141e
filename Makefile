# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Any Python that the tools run on will do; each test session then looks for the ones that it needs.
PYTHON ?= $(shell for python in python3 python3.11 python3.12 python3.13 python3.14; do \
	$$python -c 'import ensurepip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
NOX = .venv/bin/python -m nox

JOBS ?= $(shell getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1)
# So that what sessions print does not mix. The make of macOS cannot.
WHOLE_OUTPUT = $(if $(filter output-sync,$(.FEATURES)),--output-sync=line)

.DEFAULT_GOAL := help
.PHONY: help demo docs test search load reliability bench bench-guard format sessions clean

help: ## list what make can do
	@sed -n 's/^\([a-z-]*\):.*## /make \1\t/p' $(MAKEFILE_LIST)

demo: .venv/.demo ## watch playbooks read relay tasks, from an emulator of the service
	@ANSIBLE_CONFIG=tests/demo/ansible.cfg ANSIBLE_COLLECTIONS_PATH=$(COLLECTIONS) PYTHONPATH=tests \
		.venv/bin/python -m emulator.run sh -ec ' \
			.venv/bin/ansible-playbook playbooks/demo.yml; \
			.venv/bin/ansible-playbook playbooks/demo_roles.yml; \
			.venv/bin/ansible-inventory --inventory tests/demo/relay_tasks.yml --graph; \
			.venv/bin/ansible-playbook --inventory tests/demo/relay_tasks.yml playbooks/demo_inventory.yml'

docs: .venv/.tools ## build the documentation in docs/build, with the examples as they are in their files
	$(NOX) --session docs -- --write

test: .venv/.tools ## run all checks and tests, as many at once as there are processors (JOBS=1: one by one)
	@# Without lint, which stands for others that are among them.
	@sessions=$$($(NOX) --list | sed -n '/^\* lint /d; s|^\* \([^ ]*\) .*|session/\1|p') && test -n "$$sessions" && \
		CI=true $(MAKE) --no-print-directory --keep-going --jobs=$(JOBS) $(WHOLE_OUTPUT) $$sessions

session/%:
	@echo "Running session $*."
	@$(NOX) --session $*

search: .venv/.tools ## look for broken promises in many more made-up cases than the tests do (half an hour)
	$(NOX) --session search

load: .venv/.tools ## run 200 clients at once against a throttled emulator
	$(NOX) --session load

reliability: .venv/.tools ## inject each fault many times, and write the table of the reliability page
	$(NOX) --session reliability

bench: .venv/.tools ## measure side by side with uri, the official SDK and the floor, and write the performance page
	$(NOX) --session bench

bench-guard: .venv/.tools ## see in a minute or two that it has not become much slower
	$(NOX) --session bench-guard

format: .venv/.tools ## format the code
	CI=false $(NOX) --session formatters

sessions: .venv/.tools ## list the sessions of `make test`; run one with .venv/bin/nox --session NAME
	@$(NOX) --list

clean: ## remove what make has set up
	rm -rf .nox .venv docs/build tests/output

.venv/.created:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or later with venv is needed; set PYTHON to its path." >&2; exit 1; }
	$(PYTHON) -m venv .venv
	@touch $@

.venv/.tools: .venv/.created tests/tooling/requirements.txt
	.venv/bin/python -m pip install --quiet --requirement tests/tooling/requirements.txt
	@touch $@

# The collection under the name by which playbooks call it, whatever the clone's directory is called.
COLLECTIONS = .venv/collections

.venv/.demo: .venv/.created tests/demo/requirements.txt tests/emulator/requirements.txt requirements.txt
	.venv/bin/python -m pip install --quiet --requirement tests/demo/requirements.txt
	@mkdir -p $(COLLECTIONS)/ansible_collections/huaweicloud
	@ln -sfn ../../../.. $(COLLECTIONS)/ansible_collections/huaweicloud/live
	@touch $@
