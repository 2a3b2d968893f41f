"""The report to whoever asked for a verdict."""

import json
import os


class Report:
    """Writes what the judge found, a line for each test and one at the end. Only the last line makes it complete."""

    def __init__(self, fd):
        self.fd = fd
        self.verdict = None
        self.text = None
        self.plain = False  # whether a test failed over plain values, which says all
        self.stand_in = None  # why tests that failed may have passed with the sample in their own process
        self.fields = {}
        self.held = []  # lines

    def line(self, **fields):
        self.held.append(json.dumps(fields) + "\n")
        self.flush()

    def flush(self):
        data = memoryview("".join(self.held).encode("ascii"))
        self.held.clear()
        while data:
            data = data[os.write(self.fd, data) :]

    def test(self, name, verdict, seconds, text=None, stand_in=None):
        self.worst(verdict, text, stand_in)
        self.line(test=name, verdict=verdict, seconds=round(seconds, 6), text=text)

    def passed(self, name, seconds):
        """For a test whose verdict took no time: the line may wait for the next one that does, or for the sample."""
        self.worst("PASSED", None)
        self.held.append('{"test": "%s", "verdict": "PASSED", "seconds": %.6f}\n' % (name, seconds))

    def worst(self, verdict, text, stand_in=None):
        if verdict != "PASSED":
            self.plain |= stand_in is None
            self.stand_in = self.stand_in or stand_in
        if self.verdict is None or (self.verdict == "PASSED" and verdict != "PASSED"):
            self.verdict, self.text = verdict, text

    def done(self):
        if self.stand_in and not self.plain:
            self.fields["stand_in"] = self.stand_in
            self.text = "; ".join(dict.fromkeys(text for text in (self.text, self.stand_in) if text))
        self.line(done=True, verdict=self.verdict or "MISSING_INFO", text=self.text, **self.fields)
