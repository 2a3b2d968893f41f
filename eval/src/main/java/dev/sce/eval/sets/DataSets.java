package dev.sce.eval.sets;

import dev.sce.eval.apps.AppsDataSet;
import dev.sce.eval.asserts.HumanEvalX;
import dev.sce.eval.asserts.MultiPlE;
import dev.sce.eval.codecontests.CodeContestsDataSet;
import dev.sce.eval.contest.ContestDataSet;
import dev.sce.eval.data.DataSet;
import dev.sce.eval.livecodebench.LiveCodeBenchDataSet;
import dev.sce.eval.python.EvalPlus;
import dev.sce.eval.python.Gsm8k;
import dev.sce.eval.python.HumanEval;
import dev.sce.eval.python.Mbpp;
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
