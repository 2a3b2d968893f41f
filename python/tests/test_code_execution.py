"""Programs that were written for the original library."""

import functools
import json

import pytest
from sce.code_execution import Command, Executable, ExecutionConfig, ExecutionResult, execute_predictions
from sce.code_execution.data_structures import default_should_early_stop
from sce.code_execution.file_writing import WritingFailure

CONFIG = ExecutionConfig(num_workers=2, default_timeout=10, disable_tqdm=True)


def python(code, **settings):
    return Executable({"main.py": code}, [Command(["python3", "main.py"])], **settings)


def outputs(codes, preprocessor):
    found = execute_predictions(CONFIG, codes, preprocessor, lambda _, result: {"out": result.last_cmd.stdout})
    return [each["out"] for each in found.results]


def test_lambdas_will_do_and_results_are_in_order():
    assert outputs(["print(%d)" % n for n in range(20)], lambda code: python(code)) == ["%d\n" % n for n in range(20)]


def test_without_a_postprocessor_fields_are_put_together():
    overall = execute_predictions(CONFIG, [{"id": 7}], lambda _: python("print(1)", tracked_files=["main.py", "x"]))
    (result,) = overall.results
    assert result["id"] == 7 and result["tracked_files"] == {"main.py": "print(1)", "x": None}
    assert result["preprocess_time"] >= 0 and result["postprocess_time"] >= 0 and result["key"] == "0.0"
    assert set(overall.timing_dict) >= {"net_time", "pure_exec_time", "timestamp"}


def test_lists_of_executables_come_back_as_lists():
    overall = execute_predictions(
        CONFIG,
        [1, 2],
        lambda number: [python("print(%d)" % number), ExecutionResult.invalid_result(0), python("print('b')")],
        lambda number, results: {"all": [each.last_cmd.stdout for each in results]},
        preproc_returns_list=True,
    )
    assert [each["all"] for each in overall.results] == [["1\n", "SyntaxError", "b\n"], ["2\n", "SyntaxError", "b\n"]]


def test_a_time_out_looks_as_it_did():
    command = Command(["python3", "main.py"], timeout=1)
    executable = Executable({"main.py": "print(1, flush=True)\nwhile True: pass"}, [command])
    overall = execute_predictions(CONFIG, [0], lambda _: executable, lambda _, result: {"result": result})
    result = overall.results[0]["result"]
    assert result.timed_out and not result.had_error
    assert (result.last_cmd.return_code, result.last_cmd.stdout, result.last_cmd.runtime) == (0, "", 1)


def three(rule):
    commands = [Command(["sh", "-c", "echo %d >> log; exit %d" % (code, code)]) for code in (0, 3, 0)]
    executable = Executable({}, commands, ["log"], rule)
    return execute_predictions(CONFIG, [0], lambda _: executable, lambda _, result: {"r": result}).results[0]["r"]


@pytest.mark.parametrize(
    "rule, codes",
    [
        (default_should_early_stop, [0, 3]),
        (functools.partial(default_should_early_stop, expected_rtr_code=None), [0, 3, 0]),
        (functools.partial(default_should_early_stop, expected_rtr_code=3), [0]),
        (lambda index, result: index == 0, [0]),
        (lambda index, result: False, [0, 3, 0]),
        (lambda index, result: result.return_code == 3, [0, 3]),
    ],
)
def test_any_rule_ends_the_commands_and_files_are_those_of_that_moment(rule, codes):
    result = three(rule)
    assert [each.return_code for each in result.command_results] == codes
    assert result.expected_num_commands == 3
    assert result.tracked_files == {"log": "".join("%d\n" % code for code in codes)}


def test_output_that_is_no_text_is_an_unexpected_error():
    code = "import sys; sys.stdout.buffer.write(bytes([255]))"
    overall = execute_predictions(CONFIG, [code], python, lambda _, result: {"r": result.last_cmd})
    assert overall.results[0]["r"].had_unexpected_error and overall.results[0]["r"].return_code == -1


def test_output_can_be_changed_and_input_be_lines():
    command = Command(["python3", "main.py"], stdin=["a", "b"])
    executable = Executable({"main.py": "print(input(), input())"}, [command], stdout_postprocessor=str.upper)
    assert outputs([0], lambda _: executable) == ["A B\n"]


def test_a_command_that_is_not_there_is_a_result():
    executable = Executable({}, [Command(["no-such-command-anywhere"])])
    overall = execute_predictions(CONFIG, [0], lambda _: executable, lambda _, result: {"r": result})
    assert overall.results[0]["r"].last_cmd.had_unexpected_error


def test_a_name_that_no_file_can_have_ends_the_batch_and_is_noted(tmp_path):
    bad = Executable({"../escape": "x"}, [Command(["true"])])
    with pytest.raises(WritingFailure, match="escape"):
        execute_predictions(CONFIG, [0], lambda _: bad, error_directory=tmp_path / "errors")
    assert "escape" in json.loads((tmp_path / "errors" / "errors.jsonl").read_text())["error"]


def test_the_debug_directory_has_the_files(tmp_path):
    execute_predictions(CONFIG, [{}], lambda _: python("print(1)"), debug_dir=tmp_path)
    assert (tmp_path / "pred0.0" / "main.py").read_text() == "print(1)"


def test_what_a_function_of_the_caller_raises_is_passed_on():
    with pytest.raises(ZeroDivisionError):
        execute_predictions(CONFIG, [0], lambda _: 1 // 0)
