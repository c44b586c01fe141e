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
      - Needed when O(endpoint) is not set, and to look up the project when O(project_id) is not set.
      - If not set, the environment variable E(HW_REGION_NAME) is used.
    type: str
  project_id:
    description:
      - The ID of the project whose tasks are read. Each region has a project of its own.
      - If not set, the first one set of the environment variables E(HUAWEICLOUD_SDK_PROJECT_ID) and E(HW_PROJECT_ID)
        is used. If there is none either, the project is looked up in IAM by O(region); with O(username) and
        O(password), it is the one of the token.
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
  username:
    description:
      - The name of an IAM user to sign in with, together with O(password) and O(domain_name). IAM gives a token for
        them, for the project.
      - If not set, the environment variable E(HW_USER_NAME) is used.
    type: str
  password:
    description:
      - The password of O(username).
      - If not set, the environment variable E(HW_USER_PASSWORD) is used.
    type: str
  domain_name:
    description:
      - The name of the account that O(username) belongs to.
      - If not set, the environment variable E(HW_DOMAIN_NAME) is used.
    type: str
  credentials_file:
    description:
      - A file with an access key in the format of the official SDK. It is an INI file with a section C([basic]) that
        has C(ak) and C(sk), and may have C(security_token), C(project_id) and C(iam_endpoint).
      - It is read on the host where this runs.
      - If not set, the environment variable E(HUAWEICLOUD_SDK_CREDENTIALS_FILE) is used. If that is not set either,
        and nothing else is, C(~/.huaweicloud/credentials) is read if it exists.
    type: path
  auth_type:
    description:
      - How to sign in.
    type: str
    choices:
      auto: The first one that is complete, in the order V(access_key), V(token), V(password), V(credentials_file),
        V(metadata). What an option of the task sets goes before anything that the environment sets.
      token: With O(auth_token).
      access_key: With O(access_key), O(secret_key) and perhaps O(security_token).
      password: With O(username), O(password) and O(domain_name).
      credentials_file: With O(credentials_file).
      metadata: With the temporary keys that an instance gets for its agency.
    default: auto
  endpoint:
    description:
      - The address of the Live service, as V(https://HOST) or V(https://HOST:PORT).
      - Set it for a private cloud or another address than the region's own one, which is
        V(https://live.REGION.myhuaweicloud.com).
      - V(http://) is taken for loopback addresses alone.
      - If not set, the environment variable E(HUAWEICLOUD_LIVE_ENDPOINT) is used.
    type: str
  iam_endpoint:
    description:
      - The address of IAM, as V(https://HOST) or V(https://HOST:PORT). A C(/v3) at its end is dropped.
      - It is asked with O(username) and O(password), and when O(project_id) is not set.
      - If not set, the first one set of the environment variables E(HUAWEICLOUD_SDK_IAM_ENDPOINT) and E(HW_AUTH_URL) is
        used, and otherwise V(https://iam.REGION.myhuaweicloud.com).
    type: str
  metadata_endpoint:
    description:
      - The address of the instance's metadata.
      - If not set, the environment variable E(HUAWEICLOUD_METADATA_ENDPOINT) is used, and otherwise
        V(http://169.254.169.254).
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
      - How many seconds to wait for a connection, and again for each part of an answer; up to 86400 (a day).
      - For the connection to the instance's metadata it is one second.
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
  username:
    env:
      - name: HW_USER_NAME
    vars:
      - name: huaweicloud_live_username
    ini:
      - section: huaweicloud_live
        key: username
  password:
    env:
      - name: HW_USER_PASSWORD
    vars:
      - name: huaweicloud_live_password
    ini:
      - section: huaweicloud_live
        key: password
  domain_name:
    env:
      - name: HW_DOMAIN_NAME
    vars:
      - name: huaweicloud_live_domain_name
    ini:
      - section: huaweicloud_live
        key: domain_name
  credentials_file:
    env:
      - name: HUAWEICLOUD_SDK_CREDENTIALS_FILE
    vars:
      - name: huaweicloud_live_credentials_file
    ini:
      - section: huaweicloud_live
        key: credentials_file
  auth_type:
    vars:
      - name: huaweicloud_live_auth_type
    ini:
      - section: huaweicloud_live
        key: auth_type
  endpoint:
    env:
      - name: HUAWEICLOUD_LIVE_ENDPOINT
    vars:
      - name: huaweicloud_live_endpoint
    ini:
      - section: huaweicloud_live
        key: endpoint
  iam_endpoint:
    env:
      - name: HW_AUTH_URL
      - name: HUAWEICLOUD_SDK_IAM_ENDPOINT
    vars:
      - name: huaweicloud_live_iam_endpoint
    ini:
      - section: huaweicloud_live
        key: iam_endpoint
  metadata_endpoint:
    env:
      - name: HUAWEICLOUD_METADATA_ENDPOINT
    vars:
      - name: huaweicloud_live_metadata_endpoint
    ini:
      - section: huaweicloud_live
        key: metadata_endpoint
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
