"""Judges that live on: what a program sees of one, what becomes of it, and what a run looks like that it decides."""

import os
import shutil

import pytest
from drive import MB, PATH, PYTHON, WARM, default_binds
from helpers import expect, fresh, ns_only

pytestmark = ns_only

# The numbers are those of warm_protocol.h. A request is a piece of Python, which the judge runs.
JUDGE = '''
import os
import struct

SERVED = [0]


def live():
    import _socket

    channel = _socket.socket(fileno=3)
    channel.send(struct.pack("<IIQI", 1, 3, 0, 0))
    while True:
        data, extra, _, _ = channel.recvmsg(64, 256)
        if not data:
            os._exit(0)
        request, report, questions, answers = descriptors = struct.unpack("4i", extra[0][2])
        code = b""
        while True:
            piece = os.read(request, 65536)
            if not piece:
                break
            code += piece
        SERVED[0] += 1
        space = dict(globals(), state=0, channel=channel, report=report, questions=questions, answers=answers)
        exec(code, space)
        for descriptor in descriptors:
            os.close(descriptor)
        channel.send(struct.pack("<IIQ", 6, space["state"], 0))


def answer_judge():
    """Runs what it is asked, and says what that prints."""
    questions, answers = os.dup(0), os.dup(1)
    while True:
        code = os.read(questions, 65536)
        if not code:
            os._exit(0)
        said = []
        exec(code, {"say": said.append, "os": os})
        os.write(answers, repr(said).encode())
'''

ASK = """
def ask(code):
    os.write(questions, code.encode())
    return os.read(answers, 65536).decode()
def tell(what):
    os.write(report, repr(what).encode())
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory, request):
    warm = WARM or os.path.join(os.path.dirname(request.config.getoption("--supervisor")), "warm")
    if not os.path.isdir(warm):
        pytest.skip("no warm interpreter beside the supervisor: make -C sandbox/src/main/c")
    folder = tmp_path_factory.mktemp("judge") / "warm"
    shutil.copytree(warm, folder)
    (folder / "trial_judge.py").write_text(JUDGE)
    for path in [folder, *folder.parents]:
        if path.stat().st_uid == os.geteuid():
            path.chmod(path.stat().st_mode | 0o755)
    return str(folder)


@pytest.fixture(scope="module")
def judged(folder, keeper):
    binds = [(folder, "/.sce", 4)] + [bind for bind in default_binds() if bind[1] != "/.sce"]
    slot = keeper.settings.slot(binds=binds, preload="trial_judge", required="trial_judge")
    yield slot
    assert slot.close() == 0


def run(slot, request, judge="trial_judge", **more):
    slot.file("main.py", "print('nobody judges')\n")
    env = ["PATH=" + PATH, "LANG=C.UTF-8", "HOME=/work", "TMPDIR=/tmp"]
    d = slot.run([PYTHON, "main.py"], stdin=(ASK + request).encode(), env=env, judge=judge, **more)
    slot.wipe()
    return d


def test_judge_reads_the_request_and_writes_the_report(judged):
    d = expect(run(judged, "tell(ask('say(6 * 7)'))"), "exited", 0)
    assert (d.out, d.err, d.warm) == (b"'[42]'", b"", True), d


def test_program_has_pipes_to_the_judge_and_nothing_of_the_request(judged):
    d = run(judged, 'tell(ask(\'say(os.listdir("/proc/self/fd")); say(open("/proc/self/cmdline").read())\'))')
    assert b"nobody judges" not in d.out and b"tell(" not in d.out, d
    d = run(judged, 'tell(ask(\'os.write(2, b"printed"); os.write(1, b"forged"); os._exit(0)\'))')
    assert d.out == b"'forged'" and d.err == b"printed", d  # a word for the judge, and for nobody else


def test_program_does_not_find_the_judge(judged):
    code = 'say([p for p in os.listdir("/proc") if p.isdigit() and int(p) not in (1, os.getpid())]); say(os.getppid())'
    d = run(judged, "tell(ask(%r))" % code)
    assert d.out == b"'[[], 1]'", d
    code = (
        "import signal\\n"
        "for n in range(2, 40000):\\n"
        "    if n != os.getpid():\\n"
        "        try: os.kill(n, signal.SIGKILL); say(n)\\n"
        "        except OSError: pass"
    )
    d = expect(run(judged, 'tell(ask("%s"))' % code), "exited", 0)
    assert d.out == b"'[]'", d


def test_judge_lives_on(judged):
    first = int(run(judged, "tell(SERVED[0])").out)
    assert [int(run(judged, "tell(SERVED[0])").out) for _ in range(3)] == [first + 1, first + 2, first + 3]


def test_judge_that_wants_to_be_replaced_is(judged):
    d = expect(run(judged, "state = 1; tell(1)"), "exited", 0)
    assert d.out == b"1", d
    assert run(judged, "tell(SERVED[0])").out == b"1"


@pytest.mark.parametrize("end", ["os._exit(0)", "os.kill(os.getpid(), 9)", "raise ValueError", "channel.send(b'x')"])
def test_judge_that_ends_has_not_judged(judged, end):
    d = run(judged, "tell('begun'); " + end)
    assert (d.how, d.code) == ("exited", 1), d
    assert run(judged, "tell(SERVED[0])").out == b"1"


def test_judge_that_ends_now_and_then_is_started_again_each_time(judged):
    for _ in range(5):
        assert run(judged, "os._exit(0)").code == 1
        assert run(judged, "tell(SERVED[0])").out == b"1"


def test_judge_that_does_not_come_to_an_end_is_ended_with_the_run(judged):
    d = expect(run(judged, "tell('begun')\nwhile True: pass", wall=0.5), "wall")
    assert d.out == b"'begun'", d
    assert run(judged, "tell(SERVED[0])").out == b"1"


def test_end_of_the_program_is_for_the_judge_to_see(judged):
    d = expect(run(judged, "tell(ask('os._exit(3)'))"), "exited", 0)
    assert d.out == b"''", d
    d = expect(run(judged, "tell(ask('import signal; os.kill(os.getpid(), signal.SIGKILL)'))"), "exited", 0)
    assert d.out == b"''", d


def test_program_that_is_still_there_is_killed_when_the_judge_is_done(judged):
    code = "import signal\\nif os.fork() == 0:\\n  os.setsid()\\n  signal.pause()\\nsay(1)"
    d = expect(run(judged, 'tell(ask("%s"))' % code), "exited", 0)
    assert d.out == b"'[1]'" and d.left == 1, d


QUESTION = """
import struct
def question(what):
    channel.send(struct.pack("<IIQ", 7, what, 0))
    return struct.unpack("<IQ", channel.recv(64))
"""


def test_judge_asks_after_the_program_s_time_and_ends_it(judged):
    code = "x = 0\\nimport time\\nt = time.process_time()\\nwhile time.process_time() < t + 0.1: x += 1"
    d = expect(run(judged, QUESTION + 'ask("%s"); tell(question(1)[1] > 100000000)' % code), "exited", 0)
    assert d.out == b"True", d
    code = "import signal\\nsignal.signal(signal.SIGALRM, lambda *a: os.write(2, b'woken'))"
    d = run(judged, QUESTION + 'ask("%s"); tell(question(3)); tell(ask("say(1)"))' % code)
    assert (d.out, d.err) == (b"(8, 0)'[1]'", b"woken"), d
    d = expect(run(judged, QUESTION + "tell(ask('say(0)')); tell(question(4)); tell(os.read(answers, 1))"), "exited", 0)
    assert d.out == b"'[0]'(8, 0)b''", d


def test_limits_are_the_program_s(judged):
    d = run(judged, "tell(ask('x = bytearray(200 << 20)'))", memory=64 * MB)
    assert d.how == "memory" or d.out == b"''", d
    expect(run(judged, "ask('while True: pass')", cpu=0.3, wall=20.0), "cpu")
    d = expect(run(judged, "ask('while True: os.write(2, b\"x\" * 60000)')", output=1 * MB), "output")
    assert len(d.err) <= 1 * MB, d


def test_judge_keeps_no_descriptors(judged):
    count = "fd = os.dup(3); os.close(fd); tell(fd)"
    first = run(judged, count).out
    for _ in range(50):
        run(judged, "ask('say(1)')")
    assert run(judged, count).out == first


@pytest.mark.parametrize("name", ["absent", "os; x", "../x", "9x", "x" * 100, "json"])
def test_command_itself_runs_where_there_is_no_such_judge(judged, name):
    d = expect(run(judged, "", judge=name), "exited", 0)
    assert d.out == b"nobody judges\n", d


def test_command_itself_runs_without_warm_interpreters(s):
    slot = fresh(s, binds=[bind for bind in default_binds() if bind[1] != "/.sce"])
    try:
        assert run(slot, "").out == b"nobody judges\n"
    finally:
        assert slot.close() == 0
