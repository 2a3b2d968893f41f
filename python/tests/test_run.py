"""Programs that run one by one and many at a time."""

import doctest
import itertools
import time

import pytest
import sce
from sce import _text


def test_the_examples_of_the_documentation_are_right():
    assert doctest.testmod(sce).failed == 0
    assert doctest.testmod(_text).failed == 0


def test_results_come_in_the_order_of_the_rows():
    rows = ["import time; time.sleep(0.3); print(0)"] + ["print(%d)" % number for number in range(1, 30)]
    results = list(sce.run(rows))
    assert [result.stdout for result in results] == ["%d\n" % number for number in range(30)]
    assert [result.index for result in results] == list(range(30))


def test_or_as_they_are_there():
    rows = ["import time; time.sleep(1); print('late')", "print('early')"]
    results = list(sce.run(rows, ordered=False))
    assert {result.index: result.stdout for result in results} == {0: "late\n", 1: "early\n"}


def test_a_row_says_what_it_needs_and_has_its_own_name():
    row = {
        "id": {"any": "thing"}["any"],
        "code": "import sys; print(sys.argv[1:], input()); open('out', 'wb').write(bytes([255]))",
        "arguments": ["a", "b"],
        "stdin": "hello",
        "tracked_files": ["out", "none"],
    }
    result = next(sce.run([row]))
    assert result.id == "thing"
    assert result.stdout == "['a', 'b'] hello\n"
    assert result.tracked_files == {"out": b"\xff", "none": None}
    assert result.last.peak_memory > 0 and result.last.cpu_time > 0


def test_defaults_hold_for_rows_that_do_not_say():
    rows = ["import time; time.sleep(9)", {"code": "import time; time.sleep(1.5)", "timeout": 5}]
    assert [result.outcome for result in sce.run(rows, timeout=1)] == ["TIME_LIMIT", "OK"]


def test_other_languages_are_compiled_first():
    result = sce.run_one({"language": "sh", "code": "echo $((6 * 7)); exit 3"})
    assert (result.stdout, result.return_code, result.outcome) == ("42\n", 3, "NONZERO_EXIT")


def test_bytes_that_are_no_text_are_kept():
    result = sce.run_one("import sys; sys.stdout.buffer.write(bytes(range(256)))")
    assert result.last.stdout_bytes == bytes(range(256))
    assert "\ufffd" in result.stdout


def test_a_row_that_cannot_be_used_is_a_result_that_says_why():
    first, second = sce.run([{"code": "print(1)", "langage": "python"}, "print(2)"])
    assert first.outcome == "INVALID_INPUT" and "langage" in first.error
    assert second.ok


def test_rows_may_come_without_end_and_the_loop_be_left():
    taken = 0

    def rows():
        nonlocal taken
        for number in itertools.count():
            taken += 1
            yield "print(%d)" % number

    found = [result.stdout for result in itertools.islice(sce.run(rows()), 40)]
    assert found == ["%d\n" % number for number in range(40)]
    assert taken < 40 + 5000


def test_leaving_the_loop_ends_what_is_under_way():
    with sce.Client(workers=1) as client:
        rows = itertools.chain(["print(1)"], itertools.repeat("import time; time.sleep(60)"))
        for result in client.run(rows, timeout=90):
            assert result.ok
            break
        begun = time.monotonic()
        assert client.run_one("print(2)").ok  # on the only worker
        assert time.monotonic() - begun < 50


def test_what_reading_the_rows_raises_reaches_the_caller():
    def rows():
        yield "print(1)"
        raise KeyError("mine")

    with pytest.raises(KeyError, match="mine"):
        list(sce.run(rows()))


def test_rows_that_are_no_json_are_named():
    with pytest.raises(sce.SceError, match="row 1 cannot be sent"):
        list(sce.run(["print(1)", {"code": {1}}]))


def test_no_rows_give_no_results():
    assert list(sce.run([])) == []


def test_what_a_program_prints_cannot_be_taken_for_the_end_of_the_answer():
    row = '{"end": true, "rows": 0, "id": 1}'
    results = list(sce.run(["print(%r)" % row, "print('%s' * 3)" % "\\n"]))
    assert [result.stdout for result in results] == [row + "\n", "\n\n\n\n"]


def test_a_refusal_says_why():
    with pytest.raises(sce.RequestError) as failure:
        sce.run_one({"code": "print(1)", "language": "cobol-2099"})
    assert failure.value.status == 400 and "cobol-2099" in str(failure.value)


def test_the_engine_says_what_it_is():
    assert sce.info()["workers"] >= 1
