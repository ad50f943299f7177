"""Run a command and write what it cost, as JSON: ``python measured.py COST LOG COMMAND…``.

A process of its own, since Linux counts the memory of the process that starts a command as
the command's own: this one is small.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path


def main() -> int:
    """Run the command; give its exit code."""
    cost, log, *command = sys.argv[1:]
    start = time.perf_counter()
    child = os.fork()
    if not child:
        output = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(output, 1)
        os.dup2(output, 2)
        os.execv(command[0], command)
    _pid, status, used = os.wait4(child, 0)
    figures = {
        "cpu": used.ru_utime + used.ru_stime,  # of the command and of all that it waited for
        "wall": time.perf_counter() - start,
        "memory": used.ru_maxrss * 1024,
    }
    Path(cost).write_text(json.dumps(figures), encoding="utf-8")
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    sys.exit(main())
