package dev.sce.datasets;

import dev.sce.json.InvalidDataException;
import dev.sce.judge.Grader;
import dev.sce.judge.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A collection of problems of one format, and how its samples are judged.
 *
 * <p>Data sets are found by {@link java.util.ServiceLoader}, so a jar on the class path adds one.
 * Such a class is public and has a public constructor without parameters.
 *
 * <p>Streams read as they go and must be closed. Whatever is wrong with a file of problems ends the
 * stream with an {@link InvalidDataException}; a row of samples that is wrong is a {@link
 * SampleRow.Invalid} among the others.
 */
public interface DataSet {
  /** Returns this data set as these settings want it; called once, before anything else. */
  default DataSet with(DataSetSettings settings) {
    return this;
  }

  /** Returns its name on the command line: small letters, digits and hyphens. */
  String name();

  /** Returns one line for people: what it is, and which files it reads. */
  String description();

  /** Reads its problems. */
  Stream<Problem> problems(Path file) throws IOException;

  /**
   * Returns what it recognised in the problems it has read, a sentence each, for people who want to
   * know before the first sample runs.
   */
  default List<String> remarks() {
    return List.of();
  }

  /** Whether its problems say when they were published, so that those of some days can be taken. */
  default boolean hasDates() {
    return false;
  }

  /** Returns the rule by which it rewards; empty for a set that does not. */
  default Optional<RewardRule> rule() {
    return Optional.empty();
  }

  /** Reads samples; see {@link SampleReader} for the usual formats. */
  default Stream<SampleRow> samples(Path file) throws IOException {
    return SampleReader.DEFAULT.read(file);
  }

  /**
   * Reads samples that may name their problems by their order, or by names of files.
   *
   * @param problems the ids of all problems, in their order
   */
  default Stream<SampleRow> samples(Path file, List<String> problems) throws IOException {
    return samples(file);
  }

  /** Reads the reference solutions of a file of problems as samples. */
  Stream<Sample> canonical(Path file) throws IOException;

  /** Reads the reference solutions, with those among them that cannot be read. */
  default Stream<SampleRow> canonicalRows(Path file) throws IOException {
    return canonical(file).map(sample -> new SampleRow.Valid(file.toString(), sample));
  }

  /**
   * Returns the Python modules that judging imports for most of its samples, for {@link
   * dev.sce.ExecutionConfig.Builder#preload}.
   */
  default List<String> preload() {
    return List.of();
  }

  /** Returns what judges its tasks; exactly one for each kind. */
  List<Grader<?>> graders();
}
