"""The official client of SandboxFusion, and what its wire format promises besides."""

import asyncio
import base64
import http.client
import json
import re
import time
from urllib.parse import urlsplit

import pytest
import requests

sf = pytest.importorskip("sandbox_fusion")


@pytest.fixture(autouse=True)
def endpoint(url):
    sf.set_endpoint(url)


def run(code, language="python", **more):
    return sf.run_code(sf.RunCodeRequest(code=code, language=language, **more), max_attempts=1, client_timeout=60)


def encoded(text):
    return base64.b64encode(text.encode()).decode()


def decoded(text):
    return base64.b64decode(text).decode()


# run_code: each status


def test_a_program_that_ends_well():
    ran = run("print('hi')")
    assert (ran.status, ran.message, ran.compile_result) == ("Success", "", None)
    assert (ran.run_result.status, ran.run_result.return_code) == ("Finished", 0)
    assert (ran.run_result.stdout, ran.run_result.stderr) == ("hi\n", "")
    assert ran.run_result.execution_time > 0


def test_a_compiled_program_has_both_results():
    ran = run("#include <iostream>\nint main() { int n; std::cin >> n; std::cout << n + 1; }", "cpp", stdin="41")
    assert (ran.status, ran.compile_result.status, ran.compile_result.return_code) == ("Success", "Finished", 0)
    assert ran.run_result.stdout == "42"


def test_an_exit_status_is_a_failure_with_both_streams():
    ran = run("import sys; print('out'); print('err', file=sys.stderr); sys.exit(3)")
    assert (ran.status, ran.message) == ("Failed", "")
    assert (ran.run_result.status, ran.run_result.return_code) == ("Finished", 3)
    assert (ran.run_result.stdout, ran.run_result.stderr) == ("out\n", "err\n")


def test_a_signal_is_a_negative_return_code():
    ran = run("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)")
    assert (ran.status, ran.run_result.status, ran.run_result.return_code) == ("Failed", "Finished", -11)


def test_an_exception_is_a_failure_with_its_traceback():
    ran = run("raise ValueError('told')")
    assert (ran.status, ran.run_result.return_code) == ("Failed", 1)
    assert "ValueError: told" in ran.run_result.stderr


def test_a_time_limit_keeps_what_was_printed_and_has_no_return_code():
    ran = run("import time\nprint('part', flush=True)\ntime.sleep(60)", run_timeout=1)
    assert (ran.status, ran.message) == ("Failed", "")
    assert (ran.run_result.status, ran.run_result.return_code) == ("TimeLimitExceeded", None)
    assert (ran.run_result.stdout, ran.run_result.stderr) == ("part\n", "")
    assert ran.run_result.execution_time >= 1


def test_a_busy_loop_is_a_time_limit():
    ran = run("while True: pass", run_timeout=1)
    assert (ran.status, ran.run_result.status) == ("Failed", "TimeLimitExceeded")


def test_a_compile_error_leaves_no_run():
    ran = run("int main() { return undeclared; }", "cpp")
    assert (ran.status, ran.compile_result.status, ran.run_result) == ("Failed", "Finished", None)
    assert ran.compile_result.return_code not in (0, None)
    assert "undeclared" in ran.compile_result.stderr + ran.compile_result.stdout


def test_a_compile_time_limit_leaves_no_run():
    ran = run("int main() {}", "cpp", compile_timeout=0)
    assert (ran.status, ran.compile_result.status, ran.run_result) == ("Failed", "TimeLimitExceeded", None)
    assert ran.compile_result.return_code is None


def test_a_run_timeout_of_zero_is_an_immediate_time_limit():
    assert run("print(1)", run_timeout=0).run_result.status == "TimeLimitExceeded"


def test_a_language_that_nobody_installs_is_the_sandboxs_error():
    with pytest.raises(Exception, match="Sandbox responded with error"):
        run("SELECT 1", "sql")


def test_memory_beyond_the_limit_is_a_failure(url):
    body = {"code": "print(len(bytearray(1 << 30)))", "language": "python", "memory_limit_MB": 256}
    ran = requests.post(f"{url}/run_code", json=body, timeout=60).json()
    assert ran["status"] == "Failed"
    assert ran["run_result"]["status"] == "Finished"
    assert ran["run_result"]["return_code"] != 0


# run_code: input, files, output


def test_no_stdin_is_an_empty_one():
    assert run("import sys; print(repr(sys.stdin.read()))").run_result.stdout == "''\n"


def test_stdin_arrives_as_it_was_sent():
    text = "a\nb\r\nπ 😀 \u2028 no newline at the end"
    ran = run("import sys; sys.stdout.buffer.write(sys.stdin.buffer.read())", stdin=text)
    assert ran.run_result.stdout == text


def test_files_are_in_the_working_directory():
    ran = run(
        "import helper; print(helper.NAME, open('data/in.txt').read())",
        files={"helper.py": encoded("NAME = 'h'"), "data/in.txt": encoded("text"), "skipped.txt": None},
    )
    assert (ran.status, ran.run_result.stdout) == ("Success", "h text\n")


def test_files_that_exist_are_fetched_whatever_the_end():
    program = "open('out.txt', 'w').write('made')\nimport sys; sys.exit(1)"
    ran = run(program, fetch_files=["out.txt", "missing.txt", ".", "", "/etc/hostname", "../secret"])
    assert ran.status == "Failed"
    assert {name: decoded(text) for name, text in ran.files.items()} == {"out.txt": "made"}


def test_a_file_is_fetched_after_a_time_limit():
    program = "open('out.txt', 'w').write('made')\nimport time; time.sleep(60)"
    assert decoded(run(program, run_timeout=1, fetch_files=["out.txt"]).files["out.txt"]) == "made"


def test_a_megabyte_of_output_is_whole():
    ran = run("print('x' * 999_999)")
    assert (ran.status, len(ran.run_result.stdout)) == ("Success", 1_000_000)


def test_output_that_is_not_utf_8_is_replaced():
    ran = run("import sys; sys.stdout.buffer.write(b'a\\xffb')")
    assert (ran.status, ran.run_result.stdout) == ("Success", "a\ufffdb")


# What a server says of a language that it does not know, or whose tools are missing.
NOT_HERE = "does not run programs in|not installed|not found|stage [0-9]+, error 2$"


@pytest.mark.parametrize(
    "language, code",
    [
        ("python", "print(6 * 7)"),
        ("bash", "echo $((6 * 7))"),
        ("nodejs", "console.log(6 * 7)"),
        ("go", 'package main\nimport "fmt"\nfunc main() { fmt.Println(6 * 7) }'),
        ("java", "public class Main { public static void main(String[] a) { System.out.println(6 * 7); } }"),
        ("rust", 'fn main() { println!("{}", 6 * 7); }'),
        ("typescript", "const n: number = 6 * 7; console.log(n)"),
        ("php", 'echo 6 * 7, "\\n";'),
        ("perl", 'print 6 * 7, "\\n";'),
        ("ruby", "puts 6 * 7"),
        ("lua", "print(6 * 7)"),
        ("R", "cat(6 * 7, '\\n', sep = '')"),
        ("csharp", "System.Console.WriteLine(6 * 7);"),
        ("scala", "object Main { def main(a: Array[String]): Unit = println(6 * 7) }"),
        ("kotlin_script", "println(6 * 7)"),
        ("pytest", "def test_it():\n    assert 6 * 7 == 42"),
    ],
)
def test_each_language_under_its_name(language, code):
    try:
        ran = run(code, language, compile_timeout=60, run_timeout=60)
    except Exception as refused:
        if re.search(NOT_HERE, str(refused)):
            pytest.skip(str(refused)[:200])
        raise
    assert ran.status == "Success", ran
    assert language == "pytest" or ran.run_result.stdout == "42\n"


# the client's other functions


def test_the_summary_of_each_end():
    mapping = sf.SummaryMapping(
        CompileFailed="compile", RunFailed="run", RunTimeout="time", CompileTimeout="compile time"
    )
    cases = {
        "Success": run("pass"),
        "run": run("1 / 0"),
        "time": run("while True: pass", run_timeout=0.5),
        "compile": run("x", "cpp"),
        "compile time": run("int main() {}", "cpp", compile_timeout=0),
    }
    assert {name: sf.summary_run_code_result(ran, mapping) for name, ran in cases.items()} == {n: n for n in cases}


def test_many_at_once_answer_their_own_question():
    requests_ = [[sf.RunCodeRequest(code=f"print({i})", language="python")] for i in range(100)]
    answers = sf.run_concurrent(sf.run_code, args=requests_, concurrency=50)
    assert [int(a.run_result.stdout) for a in answers] == list(range(100))


def test_the_asynchronous_client():
    async def all_of():
        one = sf.RunCodeRequest(code="print('async')", language="python")
        return await asyncio.gather(*(sf.run_code_async(one) for _ in range(10)))

    assert [a.run_result.stdout for a in asyncio.run(all_of())] == ["async\n"] * 10


def test_an_endpoint_with_a_slash_at_its_end(url):
    sf.set_endpoint(url + "/")
    assert run("print(1)").status == "Success"


# submit, with data that the request provides


def submit(completion, dataset_type, row, **config):
    test = sf.TestConfig(dataset_type=dataset_type, provided_data=row, **config)
    return sf.submit(sf.SubmitRequest(dataset="own", id=1, completion=completion, config=test), max_attempts=1)


def fenced(code, language="python"):
    return f"Here it is:\n```{language}\n{code}\n```\nDone."


OJ = {
    "id": 1,
    "content": "Add two numbers.",
    "test": [
        {"input": {"stdin": "1 2\n"}, "output": {"stdout": "3\n"}},
        {"input": {"stdin": "2 2\n"}, "output": {"stdout": "4.0000001\n"}},
        {"input": {"stdin": "5 5\n"}, "output": {"stdout": "10\n"}},
    ],
}
ADD = "print(sum(map(int, input().split())))"


def test_judge_accepts_a_right_program():
    judged = submit(fenced(ADD), "CommonOJDataset", OJ, language="python")
    assert (judged.accepted, judged.extracted_code.strip()) == (True, ADD)
    assert [t.passed for t in judged.tests] == [True, True, True]
    assert judged.tests[0].exec_info.run_result.stdout == "3\n"


def test_judge_stops_at_the_first_failure():
    judged = submit(fenced("print(3)"), "CommonOJDataset", OJ, language="python")
    assert (judged.accepted, [t.passed for t in judged.tests]) == (False, [True, False])


def test_judge_runs_all_cases_when_asked():
    judged = submit(fenced("print(3)"), "CommonOJDataset", OJ, language="python", extra={"run_all_cases": True})
    assert [t.passed for t in judged.tests] == [True, False, False]


def test_judge_of_a_compiled_language():
    code = "#include <iostream>\nint main() { int a, b; std::cin >> a >> b; std::cout << a + b << std::endl; }"
    assert submit(fenced(code, "cpp"), "CommonOJDataset", OJ, language="cpp").accepted


def test_nothing_to_extract_is_not_accepted():
    judged = submit("I do not know.", "CommonOJDataset", OJ, language="python")
    assert (judged.accepted, judged.extracted_code) == (False, "")


AUTO = {
    "id": 1,
    "content": "Write add.",
    "labels": {"programming_language": "python"},
    "test": {"code": "assert add(1, 2) == 3\nassert add(-1, 1) == 0"},
}


def test_asserts_after_the_code():
    assert submit(fenced("def add(a, b): return a + b"), "AutoEvalDataset", AUTO).accepted
    assert not submit(fenced("def add(a, b): return a - b"), "AutoEvalDataset", AUTO).accepted


def test_humaneval_rows():
    row = {
        "task_id": "HumanEval/0",
        "prompt": 'def add(a, b):\n    """Adds."""\n',
        "entry_point": "add",
        "test": "def check(candidate):\n    assert candidate(1, 2) == 3\n",
    }
    for completion, right in (("    return a + b\n", True), ("    return a * b\n", False)):
        assert submit(completion, "HumanEvalDataset", row, language="python").accepted is right


def test_mbpp_rows():
    row = {
        "id": 1,
        "content": "Write add.",
        "labels": {"test_setup_code": ""},
        "test_list": ["assert add(1, 2) == 3", "assert add(0, 0) == 0"],
    }
    assert submit(fenced("def add(a, b):\n    return a + b"), "MBPPDataset", row).accepted
    assert not submit(fenced("def add(a, b):\n    return 3"), "MBPPDataset", row).accepted


def test_prompts_of_provided_data():
    config = sf.TestConfig(dataset_type="CommonOJDataset", provided_data=[OJ, {**OJ, "id": 2}], language="python")
    prompts = sf.get_prompts(sf.GetPromptsRequest(dataset="own", config=config))
    assert [p.id for p in prompts] == [1, 2]
    assert "Add two numbers." in prompts[0].prompt
    config.provided_data = OJ
    prompt = sf.get_prompt_by_id(sf.GetPromptByIdRequest(dataset="own", config=config, id=1))
    assert prompt.id == 1


def test_a_data_set_that_nobody_knows_is_refused():
    with pytest.raises(Exception, match="400.*no eval class found for dataset own"):
        submit(fenced(ADD), None, OJ)
    assert not sf.submit_safe(
        sf.SubmitRequest(dataset="own", id=1, completion="x", config=sf.TestConfig(dataset_type="Nothing")),
        max_attempts=1,
    ).accepted


# the wire format


def test_ping(url):
    answer = requests.get(f"{url}/v1/ping", timeout=10)
    assert (answer.status_code, answer.json()) == (200, "pong")


def test_members_are_all_there_and_in_order(url):
    answer = requests.post(f"{url}/run_code", json={"code": "print('π')", "language": "python"}, timeout=60)
    assert answer.headers["content-type"].startswith("application/json")
    ran = json.loads(answer.content.decode("utf-8"))
    assert list(ran) == ["status", "message", "compile_result", "run_result", "executor_pod_name", "files"]
    assert list(ran["run_result"])[:5] == ["status", "execution_time", "return_code", "stdout", "stderr"]
    assert "π".encode() in answer.content


@pytest.mark.parametrize(
    "more",
    [
        {"run_timeout": "10", "memory_limit_MB": 64.0 * 16},
        {"expected_stdout": "unknown members are ignored"},
        {"stdin": None, "files": {}, "fetch_files": []},
    ],
    ids=["numbers as text", "unknown member", "nulls"],
)
def test_what_clients_send_besides(url, more):
    answer = requests.post(f"{url}/run_code", json={"code": "print(1)", "language": "python", **more}, timeout=60)
    assert (answer.status_code, answer.json()["status"]) == (200, "Success")


def test_a_lone_surrogate_in_the_code_is_not_the_sandboxs_error(url):
    body = b'{"code": "print(1) # \\ud83d", "language": "python"}'
    answer = requests.post(f"{url}/run_code", data=body, headers={"content-type": "application/json"}, timeout=60)
    assert (answer.status_code, answer.json()["status"]) == (200, "Success")


@pytest.mark.parametrize(
    "body, location, kind",
    [
        (b'{"language": "python"}', ["body", "code"], "missing"),
        (b'{"code": "1", "language": "cobol"}', ["body", "language"], "literal_error"),
        (b'{"code": 1, "language": "python"}', ["body", "code"], "string_type"),
        (b'{"code": "1", "language": "python", "run_timeout": "x"}', ["body", "run_timeout"], "float_parsing"),
        (
            b'{"code": "1", "language": "python", "memory_limit_MB": 64.5}',
            ["body", "memory_limit_MB"],
            "int_from_float",
        ),
        (b'{"code": ', None, "json_invalid"),
        (b"", ["body"], "missing"),
        (b"[]", ["body"], "model_attributes_type"),
    ],
)
def test_what_is_refused_names_its_place(url, body, location, kind):
    answer = requests.post(f"{url}/run_code", data=body, headers={"content-type": "application/json"}, timeout=60)
    assert answer.status_code == 422
    detail = answer.json()["detail"][0]
    assert detail["type"] == kind
    assert location is None or detail["loc"] == location


def test_paths_and_methods_that_do_not_exist(url):
    missing = requests.get(f"{url}/nothing", timeout=10)
    assert (missing.status_code, missing.json()["detail"]) == (404, "Not Found")
    refused = requests.get(f"{url}/run_code", timeout=10)
    assert (refused.status_code, refused.json()["detail"]) == (405, "Method Not Allowed")


@pytest.mark.slow
def test_a_connection_is_kept_while_idle_for_as_long_as_clients_keep_it(url):
    """A POST on a connection that was just closed is not repeated by clients."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=60)
    for idle in (290, 0):
        body = json.dumps({"code": "print(1)", "language": "python"})
        connection.request("POST", f"{parts.path}/run_code", body, {"content-type": "application/json"})
        assert json.load(connection.getresponse())["status"] == "Success"
        socket = connection.sock
        time.sleep(idle)
    assert connection.sock is socket
    connection.close()


# another client of the same format


def test_tinker_cookbooks_client(url):
    from stand_ins import installed, packages

    root = installed("tinker_cookbook")
    if root is None:
        pytest.skip("tinker-cookbook is missing: `setup` could not install it")
    packages("tinker_cookbook.sandbox", root)
    from tinker_cookbook.sandbox.sandboxfusion import SandboxFusionClient

    async def both():
        client = SandboxFusionClient(url=f"{url}/run_code")
        try:
            right = await client.run("print(open('data.txt').read())", {"data.txt": "some"}, timeout=10)
            wrong = await client.run("raise SystemExit(1)", {}, timeout=10)
        finally:
            await client.close()
        return right, wrong

    (right, answer), (wrong, _) = asyncio.run(both())
    assert (right, answer["run_result"]["stdout"], wrong) == (True, "some\n", False)


def test_the_newer_client_of_the_repository(url, upstream):
    """The package's source at the pinned commit, which may be newer than what PyPI has."""
    import subprocess
    import sys

    source = upstream("SandboxFusion") / "scripts" / "client" / "src"
    program = (
        "import sandbox_fusion as sf\n"
        "ran = sf.run_code(sf.RunCodeRequest(code='print(1)', language='python'), max_attempts=1)\n"
        "print(sf.__file__, ran.status.value, ran.run_result.stdout)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program],
        env={"PYTHONPATH": str(source), "SANDBOX_FUSION_ENDPOINT": url},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert ended.stdout.split() == [str(source / "sandbox_fusion" / "__init__.py"), "Success", "1"], ended.stderr
