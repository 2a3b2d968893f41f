package dev.sce.eval.results;

import dev.sce.datasets.Problem;
import dev.sce.datasets.SampleRow;
import dev.sce.json.Json;
import dev.sce.json.UnusableFileException;
import dev.sce.judge.Sample;
import dev.sce.judge.language.LanguageTable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The programs of an evaluation, read again from its samples, each compared with the hash in its
 * row. They lie in a temporary file, so that any of them is at hand and memory does not grow with
 * their length.
 *
 * <p>Used by one thread.
 */
public final class JudgedSamples implements AutoCloseable {
  /** Given as samples: the reference solutions of the data set. */
  public static final String CANONICAL = "canonical";

  private final RandomAccessFile file;
  private final JudgedProblems problems;
  private final List<@Nullable Place> places = new ArrayList<>();

  /** Where a program stands, and what is known of it. */
  private record Place(
      long offset, int length, int number, boolean complete, @Nullable String language) {}

  private JudgedSamples(Path path, JudgedProblems problems) throws IOException {
    this.problems = problems;
    this.file = new RandomAccessFile(path.toFile(), "rw");
    // It is ours alone, and goes with this process, however that ends.
    Files.delete(path);
  }

  /**
   * Reads the samples of an evaluation.
   *
   * @param samples where they are, as {@code sce eval} takes it; absent: where they were
   * @param problems where the problems are; absent: where they were
   * @throws UnusableFileException if the files are not there, or are not those that were judged
   */
  public static JudgedSamples read(
      EvaluationDirectory directory,
      JudgedRows rows,
      @Nullable String samples,
      @Nullable String problems,
      LanguageTable languages)
      throws IOException {
    String named = directory.named("samples", samples);
    if (named.equals("-")) {
      throw new UnusableFileException(
          "the samples came from standard input; name a file that holds them with --samples");
    }
    JudgedProblems judged = JudgedProblems.read(directory, problems, languages);
    JudgedSamples all = new JudgedSamples(Files.createTempFile("sce-samples", ""), judged);
    try (Stream<SampleRow> stream =
        named.equals(CANONICAL)
            ? judged.set().canonicalRows(judged.file())
            : judged
                .set()
                .samples(directory.file("samples", samples), List.copyOf(judged.index().ids()))) {
      all.take(stream.iterator(), rows);
      return all;
    } catch (Throwable e) {
      all.close();
      throw e;
    }
  }

  /** Returns the problems that they are for. */
  public JudgedProblems problems() {
    return problems;
  }

  private void take(Iterator<SampleRow> samples, JudgedRows rows) throws IOException {
    Iterator<JudgedRow> judged = rows.unexplained().iterator();
    while (judged.hasNext()) {
      JudgedRow row = judged.next();
      while (places.size() < row.index() && samples.hasNext()) {
        samples.next();
        places.add(null);
      }
      if (!samples.hasNext()) {
        throw new UnusableFileException(
            "the samples end before the one with index "
                + row.index()
                + ", which the results have; name the samples that were judged with --samples");
      }
      places.add(place(samples.next(), row));
    }
  }

  private @Nullable Place place(SampleRow sample, JudgedRow row) throws IOException {
    Sample program = sample instanceof SampleRow.Valid valid ? valid.sample() : null;
    if (!isOf(row, program)) {
      throw new UnusableFileException(
          sample.place()
              + ": this is not the sample with index "
              + row.index()
              + " that was judged; name the samples that were judged with"
              + " --samples");
    }
    if (program == null) {
      return null;
    }
    byte[] code = program.code().getBytes(StandardCharsets.UTF_8);
    long offset = file.length();
    file.seek(offset);
    file.write(code);
    return new Place(offset, code.length, program.number(), program.complete(), program.language());
  }

  private boolean isOf(JudgedRow row, @Nullable Sample sample) {
    if (sample == null) {
      return row.hash().isEmpty();
    }
    String id =
        problems.index().find(sample.problemId()).map(Problem::id).orElse(sample.problemId());
    return row.hash().equals(SampleHash.of(sample))
        && row.taskId().equals(Json.writable(id))
        && row.sample() == sample.number();
  }

  /** Returns the sample of a row; empty for what is none. */
  public Optional<Sample> sample(JudgedRow row) {
    Place place = places.get((int) row.index());
    if (place == null) {
      return Optional.empty();
    }
    try {
      byte[] code = new byte[place.length];
      file.seek(place.offset);
      file.readFully(code);
      return Optional.of(
          new Sample(
              row.taskId(),
              place.number,
              new String(code, StandardCharsets.UTF_8),
              place.complete,
              place.language));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the program of a row: the sample, after the problem's prompt if it continues that. */
  public String program(JudgedRow row) {
    return sample(row)
        .map(sample -> sample.complete() ? sample.code() : completed(row, sample.code()))
        .orElse("");
  }

  private String completed(JudgedRow row, String code) {
    return problems
        .index()
        .find(row.taskId())
        .map(Problem::task)
        .map(task -> task.prompt() + code + task.suffix())
        .orElse(code);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
