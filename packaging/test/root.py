"""A root file system in which commands run, apart from the machine's."""

import json
import subprocess

NOBODY = 65534
SECONDS = 300


class Root:
    """A folder as the root file system; where the command and the examples are in it."""

    def __init__(self, folder, sce, examples):
        self.folder, self.sce, self.examples = folder, sce, examples

    def run(self, user, *command, variables=(), stdin="", writable=False):
        """Runs a command as a user with nothing of the machine but its kernel; returns what subprocess does."""
        root = "--bind" if writable else "--ro-bind"
        enter = ["bwrap", "--die-with-parent", "--unshare-pid", root, self.folder, "/"]
        enter += ["--proc", "/proc", "--dev", "/dev"]
        enter += ["--tmpfs", "/tmp", "--clearenv", "--setenv", "PATH", "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin"]
        enter += ["--setenv", "HOME", "/tmp", "--chdir", "/"]
        for name, value in dict(variables).items():
            enter += ["--setenv", name, value]
        if user:
            enter = ["setpriv", f"--reuid={user}", f"--regid={user}", "--clear-groups", *enter, "--unshare-user"]
        return subprocess.run([*enter, *command], input=stdin, capture_output=True, text=True, timeout=SECONDS)

    def call(self, user, *arguments, **keywords):
        return self.run(user, self.sce, *arguments, **keywords)

    def shell(self, user, script, **keywords):
        return self.run(user, "sh", "-c", script, "sh", self.sce, self.examples, **keywords)

    # What every way to install must be able to do.

    def check_quick_start(self, user):
        run = self.call(user, "run", self.examples + "/quickstart/predictions.jsonl")
        assert run.returncode == 0, run.stderr
        rows = [json.loads(line) for line in run.stdout.splitlines()]
        assert [row["outcome"] for row in rows] == ["OK", "OK", "OK"], run.stdout
        assert rows[0]["command_results"][0]["stdout"] == "Hello, World!\n"
        assert rows[0]["isolation"] == "namespaces", rows[0]

    def check_evaluation(self, user):
        run = self.shell(
            user,
            '"$1" eval jsonl --problems "$2/eval/problems.jsonl" --samples "$2/eval/samples.jsonl" -o /tmp/out >&2'
            " && cat /tmp/out/metrics.json",
        )
        assert run.returncode == 0, run.stderr
        assert json.loads(run.stdout)["pass@1"] == 0.5, run.stdout

    def check_doctor(self, user):
        run = self.call(user, "doctor")
        assert run.returncode == 0, run.stdout + run.stderr
        assert "namespaces" in run.stdout
