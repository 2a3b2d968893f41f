"""Clients of Piston: open-r1's, with its scoring of Codeforces problems, and the one of npm."""

import asyncio
import json
import subprocess

import pytest
import requests
import stand_ins


@pytest.fixture(scope="session")
def open_r1(upstream):
    """open-r1's modules for competitive programming."""
    pytest.importorskip("aiohttp")
    pytest.importorskip("async_lru")
    stand_ins.packages("open_r1.utils.competitive_programming", upstream("open-r1") / "src" / "open_r1")
    from open_r1.utils.competitive_programming import cf_scoring, piston_client

    async def no_generated_tests(_):
        return []

    # Generated tests are read from files of a data set.
    cf_scoring.get_generated_tests = no_generated_tests
    return piston_client, cf_scoring


@pytest.fixture(scope="session")
def with_client(url, open_r1):
    """Calls a coroutine with open-r1's client."""

    def call(action):
        async def whole():
            client = open_r1[0].PistonClient(f"{url}/api/v2", max_requests_per_endpoint=8)
            try:
                return await action(client)
            finally:
                await client.session.close()

        return asyncio.run(whole())

    return call


def test_runtimes_for_its_health_check(with_client):
    (runtimes,) = with_client(lambda client: client.get_supported_runtimes())
    assert {"language", "version", "aliases"} <= set(runtimes[0])
    assert "python" in {r["language"] for r in runtimes}
    names = {name for r in runtimes for name in [r["language"], *r["aliases"]]}
    assert {"c++17", "cf_python3"} <= names


def test_installing_what_is_installed(with_client):
    (installed,) = with_client(lambda client: client.install_package("python", "*"))
    assert installed["language"] == "python"


def execute(with_client, code, language="python", **more):
    files = [{"name": "main", "content": code}]
    return with_client(lambda client: client.send_execute({"files": files, **more}, language=language, max_retries=0))


def test_a_program_that_ends_well(with_client):
    ran = execute(with_client, "print(input())", stdin="hi")
    assert (ran["run"]["code"], ran["run"]["signal"]) == (0, None)
    assert (ran["run"]["stdout"], ran["run"]["stderr"], ran["run"]["output"]) == ("hi\n", "", "hi\n")
    assert ran["language"] == "python"
    assert "compile" not in ran


def test_an_exit_status(with_client):
    ran = execute(with_client, "import sys; sys.exit(3)")["run"]
    assert (ran["code"], ran["signal"], ran["status"]) == (3, None, "RE")


def test_a_signal(with_client):
    ran = execute(with_client, "import os; os.kill(os.getpid(), 11)")["run"]
    assert (ran["code"], ran["signal"], ran["status"]) == (None, "SIGSEGV", "SG")


def test_a_time_limit_in_milliseconds(with_client):
    ran = execute(with_client, "import time; time.sleep(60)", run_timeout=500)["run"]
    assert (ran["code"], ran["signal"], ran["status"]) == (None, "SIGKILL", "TO")


def test_a_compile_error_is_the_run_too(with_client):
    ran = execute(with_client, "int main() { return undeclared; }", "c++")
    assert ran["compile"]["code"] not in (0, None)
    assert ran["run"] == ran["compile"]


def test_arguments_and_more_files(with_client):
    files = [
        {"name": "main.py", "content": "import sys, other; print(sys.argv[1:], other.NAME)"},
        {"name": "other.py", "content": "TkFNRSA9ICdvdGhlcicK", "encoding": "base64"},
    ]
    data = {"files": files, "args": ["a", "b c"]}
    ran = with_client(lambda client: client.send_execute(data, language="python", max_retries=0))
    assert ran["run"]["stdout"] == "['a', 'b c'] other\n"


def test_a_timeout_as_long_as_open_r1_asks_for(with_client):
    assert execute(with_client, "print(1)", run_timeout=25_000)["run"]["stdout"] == "1\n"


# open-r1's scores of Codeforces problems

PROBLEM = {
    "id": "1/A",
    "official_tests": [{"input": "1 2\n", "output": "3\n"}, {"input": "2 2\n", "output": "4\n"}],
    "generated_checker": None,
    "time_limit": 2,
    "memory_limit": 256,
    "input_mode": "stdio",
}
CPP = "#include <iostream>\nint main() { int a, b; std::cin >> a >> b; std::cout << %s; }"


def score(with_client, open_r1, code, language="cpp", mode="partial", **changes):
    problem = {**PROBLEM, **changes}
    return with_client(
        lambda client: open_r1[1].score_submission(
            client, problem, code, test_batch_size=2, scoring_mode=mode, submission_language=language
        )
    )


@pytest.mark.parametrize(
    "code, language, expected",
    [
        (CPP % "a + b", "cpp", 1.0),
        (CPP % "3", "cpp", 0.5),
        (CPP % "undeclared", "cpp", -0.1),
        (CPP % "a / (b - 2)", "cpp", 0.0),
        ("print(sum(map(int, input().split())))", "python", 1.0),
        ("print(3)", "python", 0.5),
        ("a, b = map(int, input().split())\nprint(4 if a == 2 else 1 / 0)", "python", 0.5),
        ("a, b = map(int, input().split())\nwhile a < 2: pass\nprint(4)", "python", 0.5),
    ],
    ids=["right", "half right", "compile error", "crash", "right", "half right", "exception", "time limit"],
)
def test_a_score(with_client, open_r1, code, language, expected):
    assert score(with_client, open_r1, code, language) == expected


def test_a_score_of_all_or_nothing(with_client, open_r1):
    assert score(with_client, open_r1, CPP % "a + b", mode="pass_fail") == 1.0
    assert score(with_client, open_r1, CPP % "3", mode="pass_fail") == 0.0
    assert score(with_client, open_r1, CPP % "3", mode="weighted_sum") == pytest.approx(0.05)


def test_a_score_by_a_checker(with_client, open_r1):
    checker = (
        "import sys\n"
        "given, right, output = (open(path).read().split() for path in sys.argv[1:4])\n"
        "print(1 if sorted(output) == sorted(given) else 0)\n"
    )
    assert score(with_client, open_r1, CPP % "b << ' ' << a", generated_checker=checker) == 1.0
    assert score(with_client, open_r1, CPP % "a + b", generated_checker=checker) == 0.0


def test_a_score_of_a_program_that_reads_and_writes_files(with_client, open_r1):
    code = "print(sum(map(int, open('input.txt').read().split())), file=open('output.txt', 'w'))"
    assert score(with_client, open_r1, code, "python", input_mode="file") == 1.0


def test_the_expected_output_is_out_of_reach(with_client, open_r1):
    code = "print(open('correct_output.txt').read())"
    assert score(with_client, open_r1, code, "python") == 0.0


def test_a_printed_verdict_is_not_the_judges(with_client, open_r1):
    assert score(with_client, open_r1, "print(1)", "python") == 0.0


# npm's client


def npm(node, clients, url, call):
    program = f"import piston from 'piston-client';\nconst client = piston({{server: {json.dumps(url)}}});\n"
    program += f"console.log(JSON.stringify(await {call}));"
    ended = subprocess.run(
        [node, "--input-type=module", "-e", program], cwd=clients / "npm", capture_output=True, text=True, timeout=60
    )
    assert ended.returncode == 0, ended.stderr
    return json.loads(ended.stdout)


def test_npms_client_lists_runtimes(node, clients, url):
    assert "python" in {r["language"] for r in npm(node, clients, url, "client.runtimes()")}


def test_npms_client_executes_although_it_names_no_json(node, clients, url):
    ran = npm(node, clients, url, "client.execute('python', 'import sys; print(sys.argv[1:])', {args: ['x']})")
    assert (ran["run"]["code"], ran["run"]["stdout"]) == (0, "['x']\n")


# the wire format


@pytest.mark.parametrize(
    "change, message",
    [
        ({"language": None}, "language is required as a string"),
        ({"version": None}, "version is required as a string"),
        ({"files": "x"}, "files is required as an array"),
        ({"files": [{"name": "a"}]}, "files[0].content is required as a string"),
        ({"language": "cobol85"}, "cobol85-* runtime is unknown"),
        ({"run_timeout": "x"}, "If specified, run_timeout must be a number"),
        ({"run_timeout": -1}, "run_timeout must be non-negative"),
    ],
)
def test_what_is_refused_says_why(url, change, message):
    body = {"language": "python", "version": "*", "files": [{"content": "print(1)"}], **change}
    answer = requests.post(f"{url}/api/v2/execute", json=body, timeout=60)
    assert (answer.status_code, answer.json()) == (400, {"message": message})


def test_a_version_that_is_not_installed_is_unknown(url):
    body = {"language": "python", "version": "99.x", "files": [{"content": "print(1)"}]}
    answer = requests.post(f"{url}/api/v2/execute", json=body, timeout=60)
    assert (answer.status_code, answer.json()) == (400, {"message": "python-99.x runtime is unknown"})
