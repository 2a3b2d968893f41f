"""Standard streams that a test has put something in place of: both sides of the wire."""

import sys


class SampleStreams:
    """What the sample prints and reads during one question, where the test has put something in place of its own
    streams.
    """

    def __init__(self, given, out, err):
        import io

        self.former = sys.stdin, sys.stdout, sys.stderr
        self.given = None if given is None else io.StringIO(given)
        self.out = io.StringIO() if out else None
        self.err = self.out if err == "out" else io.StringIO() if err else None
        sys.stdin = self.given or sys.stdin
        sys.stdout = self.out or sys.stdout
        sys.stderr = self.err or sys.stderr

    def end(self):
        """How far was read, and what was printed."""
        sys.stdin, sys.stdout, sys.stderr = self.former
        ours = (self.out, self.err if self.err is not self.out else None)
        printed = [stream.getvalue() if stream and not stream.closed else None for stream in ours]
        return (self.given.tell() if self.given and not self.given.closed else None, *printed)


class JudgeStreams:
    """The judge's own standard streams, and what a test has put in their place. Tests read and print nothing else."""

    def __init__(self):
        self.own = [sys.stdin, sys.stdout, sys.stderr]

    def replaced(self):
        """What the sample is to read, whether to keep what it prints; None where the test leaves the streams alone."""
        now = [sys.stdin, sys.stdout, sys.stderr]
        if now == self.own:
            return None
        given = now[0].getvalue()[now[0].tell() :] if type(now[0]).__name__ == "StringIO" else None
        err = now[2] is not self.own[2]
        return given, now[1] is not self.own[1], "out" if err and now[2] is now[1] else err

    def use(self, used):
        """Takes over what the sample read and printed. False when it cannot have."""
        if type(used) is not tuple or len(used) != 3:
            return False
        read, out, err = used
        if read is not None and type(sys.stdin).__name__ == "StringIO":
            if type(read) is not int or not 0 <= read <= len(sys.stdin.getvalue()) - sys.stdin.tell():
                return False
            sys.stdin.seek(sys.stdin.tell() + read)
        for text, stream, own in ((out, sys.stdout, self.own[1]), (err, sys.stderr, self.own[2])):
            if type(text) is str and text and stream is not own:
                stream.write(text)
        return True
