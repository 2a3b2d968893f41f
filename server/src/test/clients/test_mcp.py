"""The Model Context Protocol's own SDKs: Python's in both eras of the protocol, and npm's; over HTTP and over stdio."""

import asyncio
import json
import subprocess

import pytest
import requests

mcp = pytest.importorskip("mcp")
# A client of the old era shakes hands first; one of the new era says its version with each request.
MODES = ["legacy", "auto", "2026-07-28"]


@pytest.fixture(params=["http", "stdio"])
def server(request):
    """What the SDK connects to: a URL, or a command that it starts."""
    if request.param == "http":
        return request.getfixturevalue("url") + "/mcp"
    return mcp.StdioServerParameters(command=request.getfixturevalue("sce"), args=["mcp"])


def talk(server, conversation, mode="auto"):
    """Runs a conversation with the server."""

    async def whole():
        async with mcp.Client(server, mode=mode, read_timeout_seconds=60) as client:
            return await conversation(client)

    return asyncio.run(whole())


def call(server, arguments, tool="run_code", mode="auto"):
    return talk(server, lambda client: client.call_tool(tool, arguments), mode)


@pytest.mark.parametrize("mode", MODES)
def test_the_tool_is_described(server, mode):
    async def conversation(client):
        return client.server_info, await client.list_tools()

    info, listed = talk(server, conversation, mode)
    tools = {tool.name: tool for tool in listed.tools}
    # Who says its version at once does not ask who the server is.
    assert mode not in ("legacy", "auto") or (info.name and info.version)
    assert "run_code" in tools
    assert "code" in tools["run_code"].input_schema["required"]
    assert tools["run_code"].output_schema["type"] == "object"


@pytest.mark.parametrize("mode", MODES)
def test_a_program_runs(server, mode):
    ran = call(server, {"code": "print(int(input()) + 1)", "stdin": "41"}, mode=mode)
    assert not ran.is_error
    assert "42" in ran.content[0].text
    assert (ran.structured_content["outcome"], ran.structured_content["return_code"]) == ("OK", 0)
    assert ran.structured_content["stdout"] == "42\n"


def test_a_program_that_fails_is_a_result(server):
    ran = call(server, {"code": "raise ValueError('told')"})
    assert not ran.is_error
    assert ran.structured_content["outcome"] == "NONZERO_EXIT"
    assert "ValueError: told" in ran.content[0].text


def test_a_time_limit_is_a_result(server):
    ran = call(server, {"code": "while True: pass", "timeout": 1})
    assert (ran.is_error, ran.structured_content["outcome"]) == (False, "TIME_LIMIT")


def test_another_language(server):
    ran = call(server, {"code": "echo $((6 * 7))", "language": "bash"})
    assert ran.structured_content["stdout"] == "42\n"


def test_calls_at_once_get_their_own_answers(server):
    async def conversation(client):
        return await asyncio.gather(*(client.call_tool("run_code", {"code": f"print({i})"}) for i in range(20)))

    assert [a.structured_content["stdout"] for a in talk(server, conversation)] == [f"{i}\n" for i in range(20)]


def refusal(server, arguments, tool="run_code"):
    """The code with which a call is refused; None if it has a result that tells an error."""

    async def conversation(client):
        try:
            assert (await client.call_tool(tool, arguments)).is_error
        except mcp.MCPError as refused:
            return refused.error.code
        return None

    return talk(server, conversation)


def test_an_argument_that_is_missing_is_an_error_of_the_call(server):
    assert refusal(server, {"language": "python"}) in (None, -32602)


def test_a_tool_that_does_not_exist(server):
    assert refusal(server, {}, tool="nothing") == -32602


def test_npms_sdk(node, clients, url):
    program = """
        import { Client } from '@modelcontextprotocol/sdk/client/index.js';
        import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
        const client = new Client({ name: 'test', version: '1' });
        await client.connect(new StreamableHTTPClientTransport(new URL(process.argv[1])));
        await client.ping();
        const { tools } = await client.listTools();
        const ran = await client.callTool({ name: 'run_code', arguments: { code: 'print(1)' } });
        console.log(JSON.stringify([tools.map(tool => tool.name), ran]));
        await client.close();
    """
    command = [node, "--input-type=module", "-e", program, f"{url}/mcp"]
    ended = subprocess.run(command, cwd=clients / "npm", capture_output=True, text=True, timeout=60)
    assert ended.returncode == 0, ended.stderr
    names, ran = json.loads(ended.stdout)
    assert "run_code" in names
    assert ran["structuredContent"]["stdout"] == "1\n"


# what the transport promises besides


def test_other_methods_are_not_allowed(url):
    assert requests.get(f"{url}/mcp", headers={"accept": "text/event-stream"}, timeout=10).status_code == 405
    assert requests.delete(f"{url}/mcp", timeout=10).status_code == 405


def test_a_page_of_another_site_is_forbidden(url):
    body = {"jsonrpc": "2.0", "id": 1, "method": "ping"}
    answer = requests.post(f"{url}/mcp", json=body, headers={"origin": "https://example.org"}, timeout=10)
    assert answer.status_code == 403


def test_a_notification_has_no_answer(url):
    body = {"jsonrpc": "2.0", "method": "notifications/initialized"}
    answer = requests.post(f"{url}/mcp", json=body, timeout=10)
    assert (answer.status_code, answer.content) == (202, b"")
