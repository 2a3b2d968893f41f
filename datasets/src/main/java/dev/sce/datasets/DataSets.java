package dev.sce.datasets;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** Finds data sets: those of this module, and those that a jar on the class path adds. */
public final class DataSets {
  private DataSets() {}

  /**
   * Returns all of them, in the order in which they are listed for people.
   *
   * @throws ServiceConfigurationError if one cannot be loaded, or two have the same name
   */
  public static List<DataSet> all(DataSetSettings settings) {
    Map<String, DataSet> all = new LinkedHashMap<>();
    for (DataSet set : ServiceLoader.load(DataSet.class)) {
      DataSet other = all.put(set.name(), set.with(settings));
      if (other != null) {
        throw new ServiceConfigurationError(
            "two data sets are called '"
                + set.name()
                + "': "
                + other.getClass().getName()
                + " and "
                + set.getClass().getName()
                + "; remove one of them from the class path");
      }
    }
    return List.copyOf(all.values());
  }

  /** Finds one by its name, in whatever case, and makes it as the settings say. */
  public static Optional<DataSet> find(String name, DataSetSettings settings) {
    String wanted = name.toLowerCase(Locale.ROOT);
    return all(settings).stream()
        .filter(set -> set.name().equals(wanted))
        .findFirst()
        .map(set -> new AdjustedDataSet(set, settings, new WindowedProblems(settings.dates())));
  }
}
