package dev.sce.spark;

import java.util.Iterator;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.util.TaskCompletionListener;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/**
 * What a task does: gives its rows to the executor's engine, and yields the results.
 *
 * @param settings how the engine is started
 * @param problems the problems that it has, if any
 * @param form what the rows are
 * @param isolation the level that all executors must have; absent: any
 * @param faultShare the share of rows for which the sandbox may fail
 */
record EngineTask(
    EngineSettings settings,
    @Nullable ProblemsFile problems,
    RowForm form,
    @Nullable String isolation,
    double faultShare)
    implements FlatMapFunction<Iterator<Tuple2<String, Long>>, String> {

  @Override
  public Iterator<String> call(Iterator<Tuple2<String, Long>> rows) {
    WorkerProcess worker = Workers.ofThisJvm().acquire(settings, problems);
    TaskCompletionListener release = context -> Workers.ofThisJvm().release(worker);
    TaskContext.get().addTaskCompletionListener(release);
    checkIsolation(worker);
    Answers answers = new Answers(rows, form, worker, new FaultShare(faultShare));
    TaskCompletionListener hangUp = context -> answers.close();
    TaskContext.get().addTaskCompletionListener(hangUp);
    return answers;
  }

  private void checkIsolation(WorkerProcess worker) {
    if (isolation != null && !isolation.equals(worker.isolation())) {
      throw new SceException(
          "programs here have isolation '"
              + worker.isolation()
              + "', but those of another executor have '"
              + isolation
              + "', so results could differ between them. Make the machines alike, name the level"
              + " with "
              + SparkSettings.OPTIONS
              + "=\"--isolation KIND\", or set "
              + SparkSettings.MIXED_ISOLATION
              + "=true");
    }
  }
}
