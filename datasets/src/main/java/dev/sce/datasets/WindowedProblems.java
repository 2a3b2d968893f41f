package dev.sce.datasets;

import dev.sce.json.InvalidDataException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Keeps the problems of some days, and knows the others. Used by one thread. */
final class WindowedProblems {
  private final DateWindow window;
  private final Set<String> all = new LinkedHashSet<>();
  private final Set<String> others = new HashSet<>();
  private @Nullable LocalDate first;
  private @Nullable LocalDate last;

  WindowedProblems(DateWindow window) {
    this.window = window;
  }

  /** Returns those of the days. */
  Stream<Problem> of(Stream<Problem> problems, Path file) {
    if (window.isAll()) {
      return problems;
    }
    return JsonRows.thenCheck(
        problems.filter(problem -> isWanted(problem, file)), () -> refuseEmpty(file));
  }

  private boolean isWanted(Problem problem, Path file) {
    LocalDate date = problem.date();
    if (date == null) {
      throw new InvalidDataException(
          file
              + ": problem '"
              + problem.id()
              + "' has no date that could be read (contest_date, such as 2024-08-01), which --after"
              + " and --before need; add one or remove the row");
    }
    if (!all.add(problem.id())) {
      throw new InvalidDataException(
          file + ": problem '" + problem.id() + "' is there twice; remove one of them");
    }
    first = first == null || date.isBefore(first) ? date : first;
    last = last == null || date.isAfter(last) ? date : last;
    boolean wanted = window.has(date);
    if (!wanted) {
      others.add(problem.id());
    }
    return wanted;
  }

  private void refuseEmpty(Path file) {
    if (!all.isEmpty() && others.size() == all.size()) {
      throw new InvalidDataException(
          file
              + ": none of its "
              + all.size()
              + " problems is "
              + window
              + " (--after, --before); they are from "
              + first
              + " until "
              + last);
    }
  }

  /** Returns the ids of all problems of the file, given those that were kept. */
  List<String> all(List<String> kept) {
    return window.isAll() ? kept : List.copyOf(all);
  }

  /** Whether a sample is for a problem that was kept, or for one that nobody knows. */
  boolean concerns(SampleRow row) {
    return others.isEmpty() || !others.contains(row.problemId());
  }

  /** Says how many were kept, for people. */
  List<String> remarks() {
    return window.isAll()
        ? List.of()
        : List.of(
            (all.size() - others.size())
                + " of "
                + all.size()
                + " problems are "
                + window
                + "; samples of the others are left out");
  }
}
