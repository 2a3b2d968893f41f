"""Asks a rule's own code for rewards: reads a list of cases from standard input, writes a list of rewards.

Usage: own_code.py RULE DIRECTORY, where DIRECTORY is what `setup` made. Runs without a sandbox, so only on programs
that `generate` made.
"""

import ast
import asyncio
import contextlib
import importlib
import importlib.util
import io
import json
import os
import re
import subprocess
import sys
import tempfile
import textwrap
import types
from pathlib import Path

UPSTREAM = Path(sys.argv[2]) / "upstream"


def prime():
    sys.path.insert(0, str(UPSTREAM / "verl"))
    stub("verl", UPSTREAM / "verl/verl")
    stub("verl.utils", UPSTREAM / "verl/verl/utils")
    stub("verl.utils.reward_score", UPSTREAM / "verl/verl/utils/reward_score")
    rule = importlib.import_module("verl.utils.reward_score.prime_code")
    return lambda case: float(rule.compute_score(case["answer"], case["row"], continuous=True)[0])


def sandbox_fusion():
    stub("verl", UPSTREAM / "verl/verl")
    stub("verl.utils", UPSTREAM / "verl/verl/utils")
    stub("verl.utils.reward_score", UPSTREAM / "verl/verl/utils/reward_score")
    rule = importlib.import_module("verl.utils.reward_score.sandbox_fusion")
    # Only how programs are run is replaced, by what SandboxFusion does with a program in Python.
    rule.utils.call_sandbox_api = run_code
    return lambda case: rule.compute_score("", None, 1024, case["answer"], case["row"], continuous=True)[0]


def run_code(sandbox_fusion_url, code, stdin, compile_timeout, run_timeout, memory_limit_mb, language):
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "main.py").write_text(code)
        try:
            command = [sys.executable, "-I", "main.py"]
            run = subprocess.run(
                command, cwd=folder, input=(stdin or "").encode(), capture_output=True, timeout=run_timeout
            )
        except subprocess.TimeoutExpired:
            return {"status": "Failed", "run_result": {"status": "TimeLimitExceeded"}}, None
        printed = {"stdout": run.stdout.decode(), "stderr": run.stderr.decode()}
        result = {"status": "Finished", "return_code": run.returncode, **printed}
        return {"status": "Failed" if run.returncode else "Success", "run_result": result}, None


def lcb():
    sys.path.insert(0, str(UPSTREAM / "lcb"))
    rule = importlib.import_module("lcb_runner.evaluation.compute_code_generation_metrics")
    extraction = importlib.import_module("lcb_runner.utils.extraction_utils")
    style = importlib.import_module("lcb_runner.lm_styles").LMStyle.OpenAIChat

    def reward(case):
        code = extraction.extract_code(case["answer"], style)
        try:
            results, _ = rule.check_correctness({"input_output": json.dumps(case["row"])}, code, timeout=6, debug=False)
        except Exception:
            return 0.0
        return float(all(result is True or result == 1 for result in results) and len(results) > 0)

    return reward


def deepcoder():
    root = UPSTREAM / "rllm/rllm"
    stub("rllm", root)
    stub("rllm.rewards", root / "rewards")
    for name in ("rllm.tools", "rllm.tools.code_tools"):
        stub(name, root / "none")
    # Other ways to run programs, which are imported but not used.
    for name, symbol in (
        ("tools.code_tools.code_tool", "CodeTool"),
        ("tools.code_tools.together_tool", "TogetherCodeTool"),
        ("rewards.code_utils.firejail_exec", "code_exec_firejail"),
        ("rewards.code_utils.humanevalplus", "run_test"),
    ):
        module = types.ModuleType("rllm." + name)
        setattr(module, symbol, object)
        module.get_num_test_cases = len
        sys.modules[module.__name__] = module
    rule = importlib.import_module("rllm.rewards.code_reward")
    return lambda case: float(rule.rllm_reward_fn_code("taco", case["answer"], case["row"]).reward)


def open_r1():
    source = (UPSTREAM / "open-r1/src/open_r1/rewards.py").read_text()
    names = functions(source, {"extract_code", "code_reward"})

    class Provider:
        """Runs scripts as a notebook does: the value of the last expression is the result."""

        def execute_scripts(self, scripts, languages):
            return [self.run(script) for script in scripts]

        @staticmethod
        def run(script):
            tree = ast.parse(textwrap.dedent(script))
            last = ast.Expression(tree.body.pop().value)
            space = {}
            try:
                exec(compile(tree, "script", "exec"), space)
                return float(eval(compile(last, "script", "eval"), space))
            except Exception:
                return 0.0

    names["get_provider"] = lambda **_: Provider()

    def reward(case):
        tests = [{"input": i, "output": o} for i, o in zip(case["row"]["inputs"], case["row"]["outputs"])]
        info = {"language": "python", "test_cases": tests}
        return names["code_reward"]([[{"content": case["answer"]}]], verification_info=[info])[0]

    return reward


def open_r1_cf():
    root = UPSTREAM / "open-r1/src/open_r1"
    for name, path in (("open_r1", root), ("open_r1.utils", root / "utils")):
        stub(name, path)
    stub("open_r1.utils.competitive_programming", root / "utils/competitive_programming")
    rule = importlib.import_module("open_r1.utils.competitive_programming.cf_scoring")

    async def no_more_tests(problem_id):
        return []

    rule.get_generated_tests = no_more_tests
    extract = functions((root / "rewards.py").read_text(), {"extract_code"})["extract_code"]
    scripts = UPSTREAM / "piston/packages/codeforces/1.0.0"

    class Client:
        """Runs the package's own scripts, as a worker of Piston does."""

        async def send_execute(self, data, language):
            with tempfile.TemporaryDirectory() as folder:
                for file in data["files"]:
                    Path(folder, file["name"]).write_text(file["content"])
                main = data["files"][0]["name"]
                environment = dict(os.environ, PISTON_LANGUAGE=language.replace("cf_", ""))
                stages = {}
                for stage in ("compile", "run"):
                    command = ["bash", str(scripts / stage), main]
                    run = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
                    stages[stage] = {"code": run.returncode, "stdout": run.stdout, "stderr": run.stderr}
                    if run.returncode:
                        break
                return stages

    def reward(case):
        language = case.get("language", "python")
        tests = [{"input": i, "output": o} for i, o in zip(case["row"]["inputs"], case["row"]["outputs"])]
        problem = {
            "id": "1/A",
            "official_tests": tests,
            "generated_checker": case.get("checker", ""),
            "time_limit": 5,
            "memory_limit": 1024,
            "input_mode": "stdio",
        }
        code = extract(case["answer"], language)
        return asyncio.run(rule.score_submission(Client(), problem, code, submission_language=language))

    return reward


def open_instruct():
    root = UPSTREAM / "open-instruct/open_instruct"
    stub("open_instruct", root)
    stub("open_instruct.code_utils", root / "code_utils")
    log = types.ModuleType("open_instruct.logger_utils")
    log.setup_logger = importlib.import_module("logging").getLogger
    sys.modules[log.__name__] = log
    sys.modules["open_instruct"].logger_utils = log
    rule = importlib.import_module("open_instruct.code_utils.code_utils")
    extract = functions((root / "ground_truth_utils.py").read_text(), {"extract_python_code"})["extract_python_code"]

    def reward(case):
        code = extract(None, case["answer"])
        row = case["row"]
        if isinstance(row, list):
            passed, _ = rule.get_successful_tests_fast(code, row, 1.0)
        else:
            tests = [{"input": i, "output": o} for i, o in zip(row["inputs"], row["outputs"])]
            passed, _ = rule.get_successful_tests_stdio(code, tests, 1.0)
        return sum(passed) / len(passed)

    return reward


def acecode():
    sys.path.insert(0, str(UPSTREAM / "acecoder/src"))
    stub("acecoder", UPSTREAM / "acecoder/src/acecoder")
    stub("evalplus", Path(importlib.util.find_spec("evalplus").submodule_search_locations[0]))
    stub("evalplus.eval", Path(sys.modules["evalplus"].__path__[0]) / "eval")
    rule = importlib.import_module("acecoder.evalplus_eval")

    def reward(case):
        result = rule.untrusted_check_assert(
            "code", case["answer"], "", case["row"], 0, ref_time=[1.0] * len(case["row"]), fast_check=False
        )
        return float(result["pass_rate"])

    return reward


def kodcode():
    """What judges is pytest itself, in a folder with the program and the tests."""

    def reward(case):
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "solution.py").write_text(case["answer"])
            Path(folder, "test_solution.py").write_text(case["row"])
            command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_solution.py"]
            return float(subprocess.run(command, cwd=folder, capture_output=True).returncode == 0)

    return reward


def stub(name, path):
    """Makes a package of a folder without what its __init__.py imports."""
    module = types.ModuleType(name)
    module.__path__ = [str(path)]
    sys.modules[name] = module
    parent, _, child = name.rpartition(".")
    if parent:
        setattr(sys.modules[parent], child, module)


def functions(source, names):
    """Returns some functions of a file that imports more than there is."""
    found = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef) and node.name in names]
    space = {"re": re, "json": json, "Optional": None}
    for node in found:
        node.returns, node.decorator_list = None, []
        for argument in node.args.args + node.args.kwonlyargs:
            argument.annotation = None
        exec(compile(ast.Module([node], []), "rule", "exec"), space)
    return space


def main():
    os.chdir(tempfile.mkdtemp())
    # Some start python3 by its name, and are late where that is a script that looks for it.
    os.environ["PATH"] = str(Path(sys.executable).parent) + os.pathsep + os.environ["PATH"]
    rule = globals()[sys.argv[1].replace("-", "_")]()
    rewards = []
    for case in json.load(sys.stdin):
        with contextlib.redirect_stdout(io.StringIO()):
            rewards.append(rule(case))
    json.dump(rewards, sys.stdout)


if __name__ == "__main__":
    main()
