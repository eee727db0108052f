"""Looking after a database: is it sound, what puts it right, a copy of it, and the way back.

checks    what should agree in a database and does not
repair    the index and the counters made anew from the rows
copies    the format of a backup, the same for both databases
backup    a consistent copy while others write
restore   a copy into an empty database
"""

from service.upkeep.backup import backup
from service.upkeep.checks import check
from service.upkeep.copies import Tell
from service.upkeep.repair import repair
from service.upkeep.restore import restore

__all__ = ["Tell", "backup", "check", "repair", "restore"]
