"""Loaded by pytest before anything else (`-p tests.environment`): the test run's own GEWU_* variables.

Each process gets a fresh data folder, and nothing of the developer's installation is seen or touched.
"""

import atexit
import os
import shutil
import tempfile

for name in [name for name in os.environ if name.startswith("GEWU_") and name != "GEWU_TEST_DATABASE_URL"]:
    del os.environ[name]

folder = tempfile.mkdtemp(prefix="gewu-test-")
atexit.register(shutil.rmtree, folder, ignore_errors=True)
os.environ["GEWU_TESTING"] = "1"
os.environ["GEWU_DATA"] = folder
os.environ["GEWU_DATABASE_URL"] = os.environ.get("GEWU_TEST_DATABASE_URL", "")
# Playwright keeps an event loop in the test's thread; without this Django refuses the database in it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
