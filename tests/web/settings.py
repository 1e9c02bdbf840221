"""Django's settings for tests and for mypy: the real ones, and never the user's own desk.

Whatever the shell says that started the tests, the data folder is a fresh one.
It is gone again after these lines, for mypy needs none; the tests' conftest
makes it anew and takes it away in the end.
"""

from __future__ import annotations

import os
import tempfile

for _name in [name for name in os.environ if name.startswith("VAGLIO_")]:
    del os.environ[_name]
with tempfile.TemporaryDirectory(prefix="vaglio-tests-") as _data:
    os.environ["VAGLIO_DATA"] = _data
    from vaglio_web.settings import *  # noqa: F403
    from vaglio_web.settings import DATA_FOLDER, DATABASES

# Accounts are made by the hundred here; that the desk's own hasher is Argon2 has a test.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# As a database is in use: in a file, where each connection takes its turn, not in memory.
DATABASES["default"]["TEST"] = {"NAME": str(DATA_FOLDER / "tests.sqlite3")}
