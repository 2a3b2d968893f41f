"""The limit of wall-clock time for a sample."""

import math
import time


class Patience:
    """A time limit that does not count while a busy machine keeps the sample or the judge waiting for a processor."""

    def __init__(self, process):
        self.process = process
        self.seconds = math.inf
        self.since = 0.0

    def begin(self, seconds):
        self.seconds = seconds
        self.since = time.monotonic()

    def exhausted(self):
        passed = time.monotonic() - self.since
        if passed <= self.seconds:
            return False
        # What they waited before the beginning was short, and not the sample's doing: no need to look it up for each
        # sample.
        return passed - self.process.denied() > self.seconds
