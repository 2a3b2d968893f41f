"""Programs and samples in the executors of Apache Spark. No code runs in the JVM.

>>> import sce.spark
>>> results = sce.spark.run(spark.read.parquet("programs"), timeout=5)  # doctest: +SKIP
>>> results.write.parquet("results")  # doctest: +SKIP

This package has to be installed where the executors' Python is. Each Python process of an executor starts an engine of
its own, which ends with it; with ``SCE_URL`` set there, they use running services instead.
"""

from __future__ import annotations

import json
import os
from itertools import islice
from typing import TYPE_CHECKING, Any, Callable, Dict, Iterable, Iterator, List, Tuple

from . import default_client
from ._client import Client
from ._rows import Source, json_lines

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame

__all__ = ["EVALUATE_SCHEMA", "RUN_SCHEMA", "evaluate", "run"]

RUN_SCHEMA = (
    "index BIGINT, id STRING, outcome STRING, timed_out BOOLEAN, had_error BOOLEAN, elapsed DOUBLE,"
    " expected_num_commands INT, writing_time DOUBLE, cleanup_time DOUBLE, preprocess_time DOUBLE,"
    " command_results ARRAY<STRUCT<outcome STRING, return_code INT, signal INT, runtime DOUBLE, cpu_time DOUBLE,"
    " peak_memory_bytes BIGINT, stdout STRING, stderr STRING, stdout_base64 STRING, stderr_base64 STRING,"
    " stdout_truncated BOOLEAN, stderr_truncated BOOLEAN, timed_out BOOLEAN, had_unexpected_error BOOLEAN,"
    " launcher STRING, left_behind INT, error STRING>>, tracked_files MAP<STRING, STRING>,"
    " tracked_files_base64 MAP<STRING, STRING>, tracked_files_refused MAP<STRING, STRING>, isolation STRING,"
    " enforcement STRING, retried BOOLEAN, reused STRING, error STRING"
)
EVALUATE_SCHEMA = (
    "index BIGINT, task_id STRING, sample INT, sample_hash STRING, known_problem BOOLEAN, verdict STRING,"
    " judge STRING, passed BOOLEAN, score DOUBLE, reward DOUBLE, runtime DOUBLE, peak_memory_bytes BIGINT,"
    " launchers MAP<STRING, INT>, test_verdicts MAP<STRING, INT>, duplicate_of BIGINT, submission STRING,"
    " expected ARRAY<STRING>, as_expected BOOLEAN, groups MAP<STRING, STRING>, detail STRING,"
    " tests ARRAY<STRUCT<name STRING, verdict STRING, runtime DOUBLE, peak_memory_bytes BIGINT, detail STRING>>"
)

MEMBERS = (
    "id code language stdin arguments files files_base64 tracked_files commands early_stop timeout cpu_time memory"
    " output_limit max_processes file_size stack compile_timeout"
).split()
ROWS_AT_ONCE = 256

# The position of a row, and the row.
Placed = Iterator[Tuple[int, Dict[str, Any]]]

_clients: Dict[int, Client] = {}


def run(rows: DataFrame, **defaults: Any) -> DataFrame:
    """Runs a program for each row, and returns a row for each with the columns of ``RUN_SCHEMA``.

    Args:
        rows: With columns that are members of a program, such as ``id``, ``code`` and ``stdin``; others are left aside.
        **defaults: Members of rows that do not have them, such as ``timeout=2``.
    """
    known = [name for name in rows.columns if name in MEMBERS]

    def results(placed: Placed) -> Iterator[Dict[str, Any]]:
        asked: List[Tuple[int, Any]] = []
        for result in _client().run(_noting(placed, asked), ordered=False, **defaults):
            place, name = asked[result.index]
            yield dict(result.row, index=place, id=name)

    return _mapped(rows.select(*known), results, RUN_SCHEMA)


def evaluate(dataset: str, samples: DataFrame, problems: Source, **settings: Any) -> DataFrame:
    """Judges a sample for each row, and returns a row for each with the columns of ``EVALUATE_SCHEMA``.

    Args:
        dataset: A name that ``sce eval --list`` prints, such as ``humaneval``.
        samples: With the columns that ``sce eval`` reads, such as ``task_id`` and ``completion``.
        problems: The problems in the data set's own format, as mappings or as a file of JSON lines, which is read here
            and sent to the executors.
        **settings: ``language``, ``checker``, ``limits``, as :meth:`sce.Client.evaluate` takes them.
    """
    from pyspark.sql import Window
    from pyspark.sql import functions as f

    sent = [line.decode() for line in json_lines(problems, "problem")]

    def results(placed: Placed) -> Iterator[Dict[str, Any]]:
        asked: List[Tuple[int, Any]] = []
        known = [json.loads(line) for line in sent]
        for verdict in _client().evaluate(dataset, _noting(placed, asked), known, **settings):
            yield dict(verdict.row, index=asked[verdict.row["index"]][0])

    found = _mapped(samples, results, EVALUATE_SCHEMA)
    # A task knows only its own samples of a problem.
    number = f.row_number().over(Window.partitionBy("task_id").orderBy("index")) - 1
    return found.withColumn("sample", f.when(f.col("sample") >= 0, number).otherwise(-1))


def _client() -> Client:
    """The client of this Python process: of services, or with an engine for as many programs as its task has CPUs."""
    if os.environ.get("SCE_URL"):
        return default_client()
    client = _clients.get(os.getpid())
    if client is None:
        from pyspark import TaskContext

        context = TaskContext.get()
        client = _clients[os.getpid()] = Client(workers=context.cpus() if context else 1)
    return client


def _noting(placed: Placed, asked: List[Tuple[int, Any]]) -> Iterator[Dict[str, Any]]:
    """Passes rows on, and notes the place and the name of each: results say only which they are of this task."""
    for place, row in placed:
        asked.append((place, row.get("id", place)))
        yield row


def _mapped(rows: DataFrame, results: Callable[[Placed], Iterable[Dict[str, Any]]], schema: str) -> DataFrame:
    """Applies a function to the rows of each partition, which come and go as JSON."""
    from pyspark.sql import functions as f

    def of_batches(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        import pyarrow

        found = iter(results(_rows_of(batches)))
        while True:
            lines = [json.dumps(row) for row in islice(found, ROWS_AT_ONCE)]
            if not lines:
                return
            yield pyarrow.RecordBatch.from_pydict({"result": pyarrow.array(lines, pyarrow.string())})

    # In the order of the rows, but not without gaps.
    placed = rows.select(f.monotonically_increasing_id().alias("place"), f.to_json(f.struct("*")).alias("row"))
    # A value that does not fit its column is an error; by default it would become null.
    result = f.from_json("result", schema, {"mode": "FAILFAST", "maxStringLen": "1000000000"})
    return placed.mapInArrow(of_batches, "result STRING").select(result.alias("result")).select("result.*")


def _rows_of(batches: Iterator[pyarrow.RecordBatch]) -> Placed:
    for batch in batches:
        for place, row in zip(batch.column(0).to_pylist(), batch.column(1).to_pylist()):
            yield place, json.loads(row)
