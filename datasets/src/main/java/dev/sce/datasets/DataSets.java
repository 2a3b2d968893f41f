package dev.sce.datasets;

import dev.sce.datasets.apps.AppsDataSet;
import dev.sce.datasets.codecontests.CodeContestsDataSet;
import dev.sce.datasets.contest.ContestDataSet;
import dev.sce.datasets.jsonl.JsonlDataSet;
import dev.sce.datasets.livecodebench.LiveCodeBenchDataSet;
import dev.sce.datasets.multilingual.HumanEvalX;
import dev.sce.datasets.multilingual.MultiPlE;
import dev.sce.datasets.python.EvalPlus;
import dev.sce.datasets.python.Gsm8k;
import dev.sce.datasets.python.HumanEval;
import dev.sce.datasets.python.Mbpp;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** All data sets that are known. */
public final class DataSets {
  private DataSets() {}

  /** Returns all of them in the order they are listed for people. */
  public static List<DataSet> all(DataSetSettings settings) {
    return List.of(
        new HumanEval(),
        new EvalPlus.HumanEvalPlus(),
        new Mbpp(),
        new EvalPlus.MbppPlus(),
        new Gsm8k(),
        new AppsDataSet(),
        new CodeContestsDataSet(),
        new LiveCodeBenchDataSet(),
        new HumanEvalX(settings.table()),
        new MultiPlE(settings.table()),
        new ContestDataSet(settings.table(), settings.judges()),
        new JsonlDataSet(settings.table()));
  }

  /** Finds one by its name, in whatever case, and makes it as the settings say. */
  public static Optional<DataSet> find(String name, DataSetSettings settings) {
    String wanted = name.toLowerCase(Locale.ROOT);
    return all(settings).stream()
        .filter(set -> set.name().equals(wanted))
        .findFirst()
        .map(set -> adjusted(set, settings));
  }

  private static DataSet adjusted(DataSet set, DataSetSettings settings) {
    return new AdjustedDataSet(
        set,
        settings.table(),
        settings.checker(),
        settings.language(),
        settings.process(),
        settings.harnessNames());
  }
}
