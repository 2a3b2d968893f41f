"""The tarball, unpacked in a Debian that has Python and nothing else."""

import re

import pytest

SERVE = """
import json, re, subprocess, sys, urllib.request
server = subprocess.Popen([sys.argv[1], "serve", "--listen", "127.0.0.1:0"], stderr=subprocess.PIPE, text=True)
for line in server.stderr:
    found = re.search(r"http://127[.]0[.]0[.]1:[0-9]+", line)
    if found:
        break
body = json.dumps({"code": "print(6 * 7)", "language": "python"}).encode()
request = urllib.request.Request(found[0] + "/run_code", body, {"Content-Type": "application/json"})
print(urllib.request.urlopen(request).read().decode())
server.terminate()
server.communicate()
"""


def test_the_file_system_has_no_java_maven_or_compiler(unpacked):
    for tool in ("java", "mvn", "gcc", "cc", "make"):
        assert unpacked.run(None, "sh", "-c", "command -v " + tool).returncode != 0, tool


def test_the_quick_start_runs(unpacked, user):
    unpacked.check_quick_start(user)


def test_an_evaluation_runs(unpacked, user):
    unpacked.check_evaluation(user)


def test_doctor_finds_what_it_needs(unpacked, user):
    unpacked.check_doctor(user)


def test_the_server_answers(unpacked, user):
    run = unpacked.run(user, "python3", "-c", SERVE, unpacked.sce)
    assert '"42\\n"' in run.stdout, run.stdout + run.stderr


def test_mcp_answers(unpacked, user):
    question = '{"jsonrpc":"2.0","id":1,"method":"ping"}\n'
    run = unpacked.call(user, "mcp", stdin=question)
    assert '"id":1' in run.stdout.replace(" ", ""), run.stdout + run.stderr


def test_results_are_kept_in_a_database(unpacked, user):
    twice = '"$1" run --cache /tmp/kept "$2/quickstart/predictions.jsonl"'
    run = unpacked.shell(user, f"{twice} >/dev/null 2>&1; {twice}")
    assert run.returncode == 0, run.stderr
    assert run.stdout.count('"reused":') == 3, run.stdout + run.stderr


def test_the_version_names_the_commit(unpacked, dist):
    version = unpacked.call(None, "--version").stdout
    assert re.fullmatch(r"sce [0-9]\S* \(commit [0-9a-f]{12}\)\n", version), version
    stated = (unpacked.folder / unpacked.sce[1:]).parents[1] / "VERSION"
    lines = dict(line.split(" ", 1) for line in stated.read_text().splitlines())
    assert version == f"sce {lines['version']} (commit {lines['commit']})\n"


@pytest.mark.parametrize("target", ["$1", "/tmp/first"])
def test_the_command_is_found_through_symbolic_links(unpacked, target):
    links = 'ln -s "$1" /tmp/first; mkdir /tmp/bin; ln -s "%s" /tmp/bin/sce; ' % target
    expected = unpacked.call(None, "--version").stdout
    for call in ("/tmp/bin/sce --version", "cd /tmp/bin; ./sce --version", "PATH=/tmp/bin:$PATH; sce --version"):
        assert unpacked.shell(None, links + call).stdout == expected, call


def test_a_folder_with_spaces_will_do(unpacked):
    moved = 'mkdir "/tmp/a b"; cp -a "${1%/bin/sce}" "/tmp/a b/c d"; "/tmp/a b/c d/bin/sce" '
    run = unpacked.shell(None, moved + '--version && "/tmp/a b/c d/bin/sce" run "$2/quickstart/predictions.jsonl"')
    assert run.returncode == 0 and run.stdout.count('"outcome":"OK"') >= 3, run.stdout + run.stderr


def test_text_outside_ascii_passes_in_the_locale_c(unpacked):
    row = '{"code":"print(input())","stdin":"é"}\n'
    run = unpacked.call(None, "run", "-", "--stdin", "ß€{{stdin}}", stdin=row, variables={"LC_ALL": "C"})
    assert "ß€é" in run.stdout, run.stdout + run.stderr


def test_closed_descriptors_harm_nothing(unpacked):
    assert unpacked.shell(None, '"$1" --version <&- 2>&-').stdout.startswith("sce ")


def test_another_java_is_named_where_it_is_missing(unpacked):
    run = unpacked.call(None, "--version", variables={"SCE_JAVA": "/usr/bin/no-java"})
    assert (run.returncode, run.stdout) == (1, "")
    assert "/usr/bin/no-java" in run.stderr and "SCE_JAVA" in run.stderr


def test_another_java_is_used(unpacked):
    run = unpacked.shell(None, 'SCE_JAVA="${1%/bin/sce}/runtime/bin/java" "$1" --version')
    assert run.returncode == 0 and run.stderr == "", run.stderr


@pytest.mark.parametrize("folder", ["${1%/bin/sce}", "/tmp/elsewhere"])
def test_classes_come_from_the_cache(unpacked, folder):
    """A list of classes that has aged shows here: packaging/lib/start_cache.py record writes it anew."""
    run = unpacked.shell(
        None,
        f'[ {folder[0]} = "$" ] || cp -a "${{1%/bin/sce}}" {folder}\n'
        'export SCE_JAVA_OPTIONS="-Xlog:class+load:file=/tmp/loaded"\n'
        f'"{folder}/bin/sce" run "$2/quickstart/predictions.jsonl" >/dev/null && cat /tmp/loaded',
    )
    assert run.returncode == 0, run.stderr
    ours = [line for line in run.stdout.splitlines() if "] dev.sce." in line and "$$Lambda" not in line]
    cached = [line for line in ours if "source: shared objects file" in line]
    assert len(ours) > 100
    assert len(cached) >= 0.9 * len(ours), [line for line in ours if line not in cached]


def test_jars_have_natives_of_this_machine_only(members):
    jars = [member for member in members if member.name.endswith(".jar")]
    (sqlite,) = [jar for jar in jars if "sqlite-jdbc" in jar.name]
    assert sqlite.size < 3_000_000


def test_the_archive_says_nothing_of_who_made_it(members):
    assert {(member.uid, member.gid, member.uname, member.gname) for member in members} == {(0, 0, "", "")}
    assert len({member.mtime for member in members}) == 1
    assert [member.name for member in members] == sorted((member.name for member in members), key=str.encode)


@pytest.mark.parametrize(
    "file", ["LICENSE", "THIRD-PARTY.txt", "VERSION", "share/man/man1/sce.1", "share/doc/sce/README.md", "lib/sce.aot"]
)
def test_the_tree_has(members, file):
    assert any(member.name.split("/", 1)[1:] == [file] for member in members)
