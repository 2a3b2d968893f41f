"""The process of a sample that the judge itself has forked: what can be done to it, and found out about it."""

import os
import signal
import time

from sce_judge.confine import kept_waiting, waits_for_others


class ForkedProcess:
    """A child of the judge's."""

    def __init__(self, pid):
        self.pid = pid

    def interrupt(self):
        os.kill(self.pid, signal.SIGALRM)

    def kill(self):
        os.kill(self.pid, signal.SIGKILL)

    def end(self):
        """No more is wanted of it."""
        self.kill()

    def out_of_memory(self):
        """The limit is the program's: the judge and it share one."""

    def processor_time(self):
        """In seconds."""
        try:
            return time.clock_gettime((~self.pid << 3) | 2)  # the clock of that process, by the kernel's numbering
        except (OSError, AttributeError):
            return 0.0

    def denied(self):
        """For how many seconds it and the judge had no processor, for no fault of the sample's."""
        return kept_waiting(self.pid) if waits_for_others(self.pid) else 0.0
