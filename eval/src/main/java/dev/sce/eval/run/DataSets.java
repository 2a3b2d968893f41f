package dev.sce.eval.run;

import dev.sce.eval.data.DataSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** All data sets that are known. */
public final class DataSets {
  private DataSets() {}

  /** Returns all of them in the order they are listed for people. */
  public static List<DataSet> all(DataSetSettings settings) {
    return List.of();
  }

  /** Finds one by its name. */
  public static Optional<DataSet> find(String name, DataSetSettings settings) {
    String wanted = name.toLowerCase(Locale.ROOT);
    return all(settings).stream().filter(set -> set.name().equals(wanted)).findFirst();
  }
}
