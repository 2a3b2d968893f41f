"""What curl does to a server: chunked bodies, Expect, HEAD, slashes, kept connections, HTTP/1.0 and upgrades."""

import json
import shutil
import subprocess

import pytest

if shutil.which("curl") is None:
    pytest.skip("curl is not installed", allow_module_level=True)

BODY = json.dumps({"code": "print(1)", "language": "python"})
JSON = ("-H", "content-type: application/json")


def curl(*arguments, given=None):
    """Runs curl; the answer's body, its status and what curl says of the exchange."""
    ended = subprocess.run(
        ["curl", "-sS", "--noproxy", "*", "--max-time", "60", "-w", "\n%{http_code} %{time_total}", *arguments],
        input=given,
        capture_output=True,
        timeout=90,
    )
    assert ended.returncode == 0, ended.stderr.decode()
    body, _, said = ended.stdout.decode().rpartition("\n")
    status, seconds = said.split()
    return body, int(status), float(seconds)


def stdout_of(answer):
    body, status, _ = answer
    assert status == 200, body
    return json.loads(body)["run_result"]["stdout"]


def test_a_plain_post(url):
    assert stdout_of(curl(*JSON, "-d", BODY, f"{url}/run_code")) == "1\n"


def test_a_post_without_a_content_type_is_read_as_json(url):
    assert stdout_of(curl("-H", "content-type:", "-d", BODY, f"{url}/run_code")) == "1\n"


def test_a_chunked_body(url):
    answer = curl(
        *JSON, "-H", "transfer-encoding: chunked", "--data-binary", "@-", f"{url}/run_code", given=BODY.encode()
    )
    assert stdout_of(answer) == "1\n"


def test_expect_is_answered_before_the_body(url):
    """curl waits twenty seconds here for the answer to its Expect, and the body is too large to be sent at once."""
    body = json.dumps({"code": "print(1) #" + "x" * 3_000_000, "language": "python"}).encode()
    expect = ("-H", "expect: 100-continue", "--expect100-timeout", "20")
    answer = curl(*JSON, *expect, "--data-binary", "@-", f"{url}/run_code", given=body)
    assert stdout_of(answer) == "1\n"
    assert answer[2] < 20


def test_a_body_of_twenty_megabytes(url):
    program = "import sys; print(len(sys.stdin.read()))"
    body = json.dumps({"code": program, "language": "python", "stdin": "x" * 20_000_000}).encode()
    assert stdout_of(curl(*JSON, "--data-binary", "@-", f"{url}/run_code", given=body)) == "20000000\n"


def test_a_body_beyond_the_limit_is_refused_before_it_is_sent(url):
    announced = ("-H", "content-length: 6000000000", "-H", "expect: 100-continue", "--expect100-timeout", "20")
    body, status, seconds = curl(*JSON, *announced, "-d", BODY, f"{url}/run_code")
    assert status == 413
    assert seconds < 20


@pytest.mark.parametrize("path", ["/health", "/v1/ping"])
def test_head_of_what_can_be_got(url, path):
    got = curl("-I", f"{url}{path}")
    assert (got[1], got[0].splitlines()[0].split()[1]) == (200, "200")


def test_a_slash_at_the_end_is_tolerated(url):
    assert stdout_of(curl(*JSON, "-d", BODY, f"{url}/run_code/")) == "1\n"
    assert curl(f"{url}/v1/ping/")[1] == 200


def test_a_query_is_ignored(url):
    assert stdout_of(curl(*JSON, "-d", BODY, f"{url}/run_code?from=here")) == "1\n"


def test_a_connection_is_used_again(url):
    ended = subprocess.run(
        ["curl", "-sSv", "--noproxy", "*", "--max-time", "60", *JSON, "-d", BODY, f"{url}/run_code", f"{url}/run_code"],
        capture_output=True,
        text=True,
        timeout=90,
    )
    assert ended.stdout.count('"Success"') == 2
    assert "Re-using existing" in ended.stderr


def test_http_1_0(url):
    assert stdout_of(curl("-0", *JSON, "-d", BODY, f"{url}/run_code")) == "1\n"


def test_an_offer_to_upgrade_does_no_harm(url):
    assert stdout_of(curl("--http2", *JSON, "-d", BODY, f"{url}/run_code")) == "1\n"


def test_an_identifier_of_the_request_comes_back(url):
    headers = curl("-H", "x-request-id: mine-1", "-D", "-", "-o", "/dev/null", f"{url}/v1/ping")[0].lower()
    assert "x-request-id: mine-1" in headers


def test_headers_of_sixteen_kilobytes(url):
    """What proxies add, cookies and tokens, can be long."""
    assert curl("-H", "x-long: " + "x" * 16_000, f"{url}/v1/ping")[1] == 200
