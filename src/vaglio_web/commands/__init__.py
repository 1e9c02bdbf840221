"""The commands of the desk; each loads Django only when it runs."""

from vaglio_web.commands.account import account
from vaglio_web.commands.backup import backup, restore
from vaglio_web.commands.log import log
from vaglio_web.commands.open import open_
from vaglio_web.commands.record import record
from vaglio_web.commands.serve import serve
from vaglio_web.commands.work import work

__all__ = ["account", "backup", "log", "open_", "record", "restore", "serve", "work"]
