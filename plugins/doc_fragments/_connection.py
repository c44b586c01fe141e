# Copyright (c) 2026, huaweicloud.live contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This doc fragment is private to the collection: it can change at any time.

from __future__ import annotations


class ModuleDocFragment:
    """The options that all plugins share. ``DOCUMENTATION`` is for modules; ``PLUGINS`` adds what plugins have more."""

    DOCUMENTATION = r"""
options:
  region:
    description:
      - The region whose Live service is asked, for example V(cn-north-4).
      - Needed when O(endpoint) is not set.
      - If not set, the environment variable E(HW_REGION_NAME) is used.
    type: str
  project_id:
    description:
      - The ID of the project whose tasks are read. Each region has a project of its own.
      - If not set, the first one set of the environment variables E(HUAWEICLOUD_SDK_PROJECT_ID) and E(HW_PROJECT_ID)
        is used.
    type: str
  access_key:
    description:
      - The access key (AK) to sign in with, together with O(secret_key).
      - If not set, the first one set of the environment variables E(HUAWEICLOUD_SDK_AK) and E(HW_ACCESS_KEY) is used.
      - What is set here beats O(auth_token) from the environment.
    type: str
  secret_key:
    description:
      - The secret key (SK) that belongs to O(access_key).
      - If not set, the first one set of the environment variables E(HUAWEICLOUD_SDK_SK) and E(HW_SECRET_KEY) is used.
    type: str
  security_token:
    description:
      - The security token, if O(access_key) and O(secret_key) are temporary ones.
      - If not set, the first one set of the environment variables E(HUAWEICLOUD_SDK_SECURITY_TOKEN) and
        E(HW_SECURITY_TOKEN) is used, unless the keys were set nearer to the task than that.
    type: str
  auth_token:
    description:
      - A user token of IAM to sign in with. It is valid for 24 hours.
      - If not set, the environment variable E(HW_AUTH_TOKEN) is used.
      - What is set here beats an access key from the environment.
    type: str
  endpoint:
    description:
      - The address of the Live service, as V(https://HOST) or V(https://HOST:PORT).
      - Set it for a private cloud or another address than the region's own one, which is
        V(https://live.REGION.myhuaweicloud.com).
      - V(http://) is taken for loopback addresses alone.
      - If not set, the environment variable E(HUAWEICLOUD_LIVE_ENDPOINT) is used.
    type: str
  validate_certs:
    description:
      - Whether the certificate of the service is checked. Do not switch this off outside a test.
    type: bool
    default: true
  ca_path:
    description:
      - A file (or directory) with the CA certificates that the service's certificate is checked against.
      - If not set, the environment variables E(REQUESTS_CA_BUNDLE) and E(CURL_CA_BUNDLE) are used as requests reads
        them, and otherwise the CA certificates that come with requests.
    type: path
  timeout:
    description:
      - How many seconds to wait for a connection, and again for each part of an answer.
    type: float
    default: 30
  max_retries:
    description:
      - How often a request is repeated that met with a connection error, a time-out, or one of the HTTP statuses 429,
        500, 502, 503 and 504. Between two attempts there is a growing, randomised pause, and whatever the service asks
        for in C(Retry-After), up to 60 seconds.
    type: int
    default: 4
  concurrency:
    description:
      - How many requests are in flight at the most.
    type: int
    default: 8
requirements:
  - Python 3.9 or later and requests 2.31 or later, where this runs.
notes:
  - Proxies are taken from the environment (E(https_proxy), E(http_proxy), E(no_proxy)). C(.netrc) is never read, and
    no redirect is followed.
"""

    # Used together with the fragment above. Of several environment variables ansible-core takes the last one set, so
    # that the first one in the fragment above is the last one here.
    PLUGINS = r"""
options:
  region:
    env:
      - name: HW_REGION_NAME
    vars:
      - name: huaweicloud_live_region
    ini:
      - section: huaweicloud_live
        key: region
  project_id:
    env:
      - name: HW_PROJECT_ID
      - name: HUAWEICLOUD_SDK_PROJECT_ID
    vars:
      - name: huaweicloud_live_project_id
    ini:
      - section: huaweicloud_live
        key: project_id
  access_key:
    env:
      - name: HW_ACCESS_KEY
      - name: HUAWEICLOUD_SDK_AK
    vars:
      - name: huaweicloud_live_access_key
    ini:
      - section: huaweicloud_live
        key: access_key
  secret_key:
    env:
      - name: HW_SECRET_KEY
      - name: HUAWEICLOUD_SDK_SK
    vars:
      - name: huaweicloud_live_secret_key
    ini:
      - section: huaweicloud_live
        key: secret_key
  security_token:
    env:
      - name: HW_SECURITY_TOKEN
      - name: HUAWEICLOUD_SDK_SECURITY_TOKEN
    vars:
      - name: huaweicloud_live_security_token
    ini:
      - section: huaweicloud_live
        key: security_token
  auth_token:
    env:
      - name: HW_AUTH_TOKEN
    vars:
      - name: huaweicloud_live_auth_token
    ini:
      - section: huaweicloud_live
        key: auth_token
  endpoint:
    env:
      - name: HUAWEICLOUD_LIVE_ENDPOINT
    vars:
      - name: huaweicloud_live_endpoint
    ini:
      - section: huaweicloud_live
        key: endpoint
  validate_certs:
    vars:
      - name: huaweicloud_live_validate_certs
    ini:
      - section: huaweicloud_live
        key: validate_certs
  ca_path:
    vars:
      - name: huaweicloud_live_ca_path
    ini:
      - section: huaweicloud_live
        key: ca_path
  timeout:
    vars:
      - name: huaweicloud_live_timeout
    ini:
      - section: huaweicloud_live
        key: timeout
  max_retries:
    vars:
      - name: huaweicloud_live_max_retries
    ini:
      - section: huaweicloud_live
        key: max_retries
  concurrency:
    vars:
      - name: huaweicloud_live_concurrency
    ini:
      - section: huaweicloud_live
        key: concurrency
"""
