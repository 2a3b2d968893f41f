"""Programs and samples in Spark's executors; skipped where pyspark and pyarrow are not installed."""

import os
import sys

import pytest
import sce

pytest.importorskip("pyspark")
pytest.importorskip("pyarrow")

import sce.spark  # noqa: E402
from pyspark.sql import SparkSession  # noqa: E402


@pytest.fixture(scope="module")
def spark(engine):
    os.environ["SCE_COMMAND"] = engine
    os.environ["PYSPARK_PYTHON"] = sys.executable
    package = os.path.dirname(os.path.dirname(sce.__file__))
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [package, os.environ.get("PYTHONPATH")]))
    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    session = builder.config("spark.sql.shuffle.partitions", "2").getOrCreate()
    yield session
    session.stop()


def test_each_row_has_a_result_whatever_the_number_of_partitions(spark):
    rows = [("p%d" % i, "print(%d * 2)" % i, "unused") for i in range(40)]
    for partitions in (1, 3):
        spread = spark.sparkContext.parallelize(rows, partitions)
        frame = spark.createDataFrame(spread, "id string, code string, other string")
        found = {row.id: row for row in sce.spark.run(frame, timeout=30).collect()}
        assert len(found) == 40
        for i in range(40):
            row = found["p%d" % i]
            assert row.outcome == "OK"
            assert row.command_results[0].stdout == "%d\n" % (i * 2)


def test_row_without_id_is_called_by_its_index(spark):
    frame = spark.createDataFrame([("print(1)",), ("raise SystemExit(3)",)], "code string").coalesce(1)
    first, second = sce.spark.run(frame).orderBy("index").collect()
    assert (first.id, second.id) == (str(first["index"]), str(second["index"]))
    assert [first.outcome, second.outcome] == ["OK", "NONZERO_EXIT"]
    assert second.command_results[0].return_code == 3


def test_samples_are_numbered_within_their_problem_over_all_partitions(spark):
    problems = [{"id": "p", "type": "assert", "tests": ["assert f(1) == 2"]}]
    samples = [("p", "def f(x): return x + %d" % (i % 2)) for i in range(10)]
    frame = spark.createDataFrame(spark.sparkContext.parallelize(samples, 3), "task_id string, code string")
    rows = sce.spark.evaluate("jsonl", frame, problems).orderBy("sample").collect()
    assert [row.sample for row in rows] == list(range(10))
    assert [row.verdict for row in rows] == ["FAILED", "PASSED"] * 5
