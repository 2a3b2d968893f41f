"""Engines that come and go."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import threading
import uuid

import pytest
import sce
from processes import await_none, running


def test_several_engines_share_the_work():
    with sce.Client(workers=1) as one, sce.Client(workers=1) as other:
        assert one.run_one("print(1)").ok and other.run_one("print(1)").ok
        engines = [client._local[0] for client in (one, other)]
        # Both know the same secret only if it is one service; here each has its own, as endpoints of a client.
        both = sce.Client([engine.url for engine in engines], token=engines[0].token)
        both._remote[1]._headers["Authorization"] = "Bearer " + engines[1].token
        with both:
            results = list(both.run(["print(%d)" % number for number in range(200)]))
        assert [result.stdout for result in results] == ["%d\n" % number for number in range(200)]


def test_what_a_lost_engine_has_not_answered_the_others_do():
    with sce.Client(workers=1) as one, sce.Client(workers=1) as other:
        assert one.run_one("print(1)").ok and other.run_one("print(1)").ok
        engines = [client._local[0] for client in (one, other)]
        with sce.Client([engine.url for engine in engines], token=engines[0].token) as both:
            both._remote[1]._headers["Authorization"] = "Bearer " + engines[1].token
            found = []
            for result in both.run(["import time; time.sleep(0.02); print(%d)" % number for number in range(150)]):
                found.append(result.stdout)
                if len(found) == 10:
                    os.kill(engines[0]._process.pid, signal.SIGKILL)
        assert found == ["%d\n" % number for number in range(150)]


def test_when_the_last_engine_is_lost_the_caller_knows():
    with sce.Client(workers=1) as client:
        client.run_one("print(1)")
        pid = client._local[0]._process.pid
        with pytest.raises(sce.SceError):
            for number, _ in enumerate(client.run("import time; time.sleep(0.05)" for _ in range(10**6))):
                if number == 3:
                    os.kill(pid, signal.SIGKILL)
        assert client.run_one("print(1)").ok  # another one is started


def test_an_address_without_an_engine_is_named():
    with sce.Client("http://127.0.0.1:9", timeout=5) as client:
        with pytest.raises(sce.ConnectionLostError, match="127.0.0.1:9"):
            client.run_one("print(1)")
        with pytest.raises(sce.ConnectionLostError, match="127.0.0.1:9"):
            list(client.run(["print(1)"]))


def test_a_wrong_token_is_refused():
    with sce.Client(workers=1) as client:
        client.info()
        with sce.Client(client._local[0].url, token="not the right one") as stranger:
            with pytest.raises(sce.RequestError) as failure:
                stranger.run_one("print(1)")
            assert failure.value.status == 401


def test_settings_of_an_engine_elsewhere_cannot_be_given():
    with pytest.raises(sce.SceError, match="set them there"):
        sce.Client("http://127.0.0.1:1", workers=2)


def test_options_that_the_engine_refuses_are_told_in_its_words():
    with sce.Client(options=["--no-such-option"]) as client:
        with pytest.raises(sce.EngineError, match="no-such-option"):
            client.info()


def test_a_closed_client_is_not_used_again():
    client = sce.Client()
    client.close()
    client.close()
    with pytest.raises(sce.SceError, match="closed"):
        client.run_one("print(1)")


START = """
import os, sys, sce
sce.run_one("print(1)")
print("ready", flush=True)
%s
"""


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_nothing_is_left_when_the_process_is_ended(number):
    mark = "MARK_" + uuid.uuid4().hex
    code = START % "list(sce.run('import time; time.sleep(30)' for _ in range(1000)))"
    with subprocess.Popen(
        [sys.executable, "-c", code],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=dict(os.environ, TEST_MARK=mark),
        text=True,
    ) as process:
        assert process.stdout.readline() == "ready\n"
        assert len(running(mark)) > 1
        process.send_signal(number)
        process.wait(60)
    assert await_none(mark), running(mark)


def test_nothing_is_left_when_the_process_ends(python_with_package):
    mark = "MARK_" + uuid.uuid4().hex
    done = python_with_package(START % "", env=dict(os.environ, TEST_MARK=mark))
    assert done.stdout == "ready\n" and done.returncode == 0, done.stderr
    assert await_none(mark), running(mark)


def test_a_forked_child_starts_its_own_engine_and_leaves_its_parent_s_alone(python_with_package):
    code = START % (
        "pid = os.fork()\n"
        "if pid == 0:\n"
        "    print(sce.run_one('print(2)').stdout, end='', flush=True)\n"
        "    sys.exit(0)\n"
        "os.waitpid(pid, 0)\n"
        "print(sce.run_one('print(3)').stdout, end='')\n"
    )
    done = python_with_package(code)
    assert done.stdout == "ready\n2\n3\n", done.stderr


def test_a_forked_child_does_not_keep_the_engine_of_a_killed_parent_alive():
    mark = "MARK_" + uuid.uuid4().hex
    code = START % "pid = os.fork()\nimport time\ntime.sleep(120)\n"
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, env=dict(os.environ, TEST_MARK=mark), text=True
    ) as process:
        assert process.stdout.readline() == "ready\n"
        process.kill()
        process.wait()
        left = [pid for pid in running(mark)]
        java = [pid for pid in left if "dev.sce.cli" in open("/proc/%d/cmdline" % pid).read()]
        try:
            for pid in java:
                deadline = threading.Event()
                for _ in range(600):
                    if not os.path.exists("/proc/%d" % pid):
                        break
                    deadline.wait(0.1)
                assert not os.path.exists("/proc/%d" % pid)
        finally:
            for pid in running(mark):
                os.kill(pid, signal.SIGKILL)


def test_threads_share_one_engine():
    found = []
    threads = [
        threading.Thread(target=lambda n=n: found.append(sce.run_one("print(%d)" % n).stdout)) for n in range(20)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(int, found)) == list(range(20))


def test_the_asynchronous_client_does_the_same():
    async def main():
        async with sce.AsyncClient(workers=2) as client:
            assert (await client.info())["workers"] == 2
            assert (await client.run_one("print(1)")).stdout == "1\n"
            many = await asyncio.gather(*(client.run_one("print(%d)" % n) for n in range(40)))
            assert [each.stdout for each in many] == ["%d\n" % n for n in range(40)]
            streamed = [each.stdout async for each in client.run("print(%d)" % n for n in range(600))]
            assert streamed == ["%d\n" % n for n in range(600)]
            async for each in client.run("print(1)" for _ in range(10**9)):
                break
            problem = {"id": "p", "type": "assert", "tests": ["assert f() == 1"]}
            evaluation = client.evaluate("jsonl", [{"task_id": "p", "code": "def f(): return 1"}], [problem])
            assert [verdict.passed async for verdict in evaluation] == [True]
            assert (await evaluation.metrics())["pass@1"] == 1.0
            with pytest.raises(KeyError):
                async for each in client.run(fail()):
                    pass

    def fail():
        yield "print(1)"
        raise KeyError

    asyncio.run(main())


def test_the_command_becomes_the_engine_s(engine):
    done = subprocess.run(
        [sys.executable, "-c", "from sce._command import main; main()", "--version"], capture_output=True, text=True
    )
    assert done.stdout.startswith("sce "), json.dumps(done.stderr)
