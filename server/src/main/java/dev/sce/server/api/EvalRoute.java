package dev.sce.server.api;

import dev.sce.Blob;
import dev.sce.DataSize;
import dev.sce.datasets.SampleRow;
import dev.sce.eval.ProblemIndex;
import dev.sce.eval.SampleJudge;
import dev.sce.json.InvalidDataException;
import dev.sce.json.JsonLine;
import dev.sce.json.LineReader;
import dev.sce.judge.language.LanguageTable;
import dev.sce.server.http.AnswerStream;
import dev.sce.server.http.PausedBodyException;
import dev.sce.server.http.Refusal;
import dev.sce.server.http.Request;
import dev.sce.server.programs.Caller;
import dev.sce.server.programs.Judging;
import dev.sce.server.programs.Turns;
import dev.sce.server.queue.Flow;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Judges samples of a data set: the first line says which, every other is a sample. Each result is
 * sent when it is there, the metrics come last.
 *
 * <p>The samples are kept in a file first, since every data set reads them in its own way.
 */
final class EvalRoute {
  private static final Logger log = LoggerFactory.getLogger(EvalRoute.class);

  private final Turns turns;
  private final LanguageTable languages;
  private final ProblemFiles files;
  private final SampleSpace space;
  private final DataSize longestLine;

  /**
   * Makes the route.
   *
   * @param space where samples are kept while they are judged
   * @param longestLine bytes of a sample, or of the first line with its problems
   */
  EvalRoute(
      Turns turns,
      LanguageTable languages,
      ProblemFiles files,
      SampleSpace space,
      DataSize longestLine) {
    this.turns = turns;
    this.languages = languages;
    this.files = files;
    this.space = space;
    this.longestLine = longestLine;
  }

  void handle(Request request, InputStream body, AnswerStream answer)
      throws Refusal, InterruptedException {
    Path directory = null;
    try (SampleSpace.Share share = space.share()) {
      directory = Files.createTempDirectory("sce-eval-");
      LineReader lines = new LineReader(body, (int) longestLine.bytes());
      LineReader.Line first = lines.next();
      if (first == null) {
        throw new Refusal(400, "line 1 must be an object with 'dataset'");
      }
      byte[] header = bytes(first);
      EvalHeader wanted = EvalHeader.read(header, languages);
      Path samples = directory.resolve("samples.jsonl");
      keep(lines, samples, share);
      evaluate(request, wanted, problems(wanted, directory, share), samples, answer);
    } catch (InvalidDataException e) {
      String message = String.valueOf(e.getMessage());
      // Where the problems were put says nothing to who sent them.
      throw new Refusal(400, directory == null ? message : message.replace(directory + "/", ""));
    } catch (PausedBodyException e) {
      throw e.refusal();
    } catch (IOException e) {
      if (request.isGone()) {
        throw new InterruptedException("the client has hung up");
      }
      throw new Refusal(507, "the samples cannot be kept while they are judged: " + e.getMessage());
    } finally {
      remove(directory);
    }
  }

  private byte[] bytes(LineReader.Line line) throws Refusal {
    byte[] bytes = line.bytes();
    if (bytes == null) {
      throw new Refusal(
          413, "line " + line.number() + " is larger than " + longestLine + " (--max-body)");
    }
    return bytes;
  }

  private void keep(LineReader lines, Path samples, SampleSpace.Share share)
      throws IOException, Refusal {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(samples))) {
      for (LineReader.Line line = lines.next(); line != null; line = lines.next()) {
        byte[] bytes = bytes(line);
        share.take(bytes.length + 1L);
        out.write(bytes);
        out.write('\n');
      }
    }
  }

  private Path problems(EvalHeader header, Path directory, SampleSpace.Share share)
      throws IOException, Refusal {
    JsonNode sent = header.problems();
    if (sent == null) {
      return files
          .find(header.set().name())
          .orElseThrow(
              () ->
                  new Refusal(
                      400,
                      "this server has no problems of "
                          + header.set().name()
                          + "; send them as 'problems' in line 1, or start it with --problems "
                          + header.set().name()
                          + "=FILE"));
    }
    Path file = directory.resolve("problems.jsonl");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      for (JsonNode problem : sent) {
        byte[] bytes = problem.toString().getBytes(StandardCharsets.UTF_8);
        share.take(bytes.length + 1L);
        out.write(bytes);
        out.write('\n');
      }
    }
    return file;
  }

  private void evaluate(
      Request request, EvalHeader header, Path problems, Path samples, AnswerStream answer)
      throws IOException, Refusal, InterruptedException {
    ProblemIndex index = ProblemIndex.read(header.set(), problems);
    SampleJudge judge =
        Evaluations.of(
            turns.executor(),
            header.set().name(),
            index,
            header.set().graders(),
            header.ks(),
            header.limits());
    Flow flow = turns.queue().newBatch(request.client());
    long count = 0;
    try (Stream<SampleRow> rows =
        header.canonical() ? header.set().canonicalRows(problems) : header.set().samples(samples)) {
      answer.begin("application/x-ndjson");
      RowsUnderWay underWay = new RowsUnderWay(request, turns.queue().workers(), false, answer);
      Iterator<SampleRow> each = rows.iterator();
      while (each.hasNext()) {
        SampleRow row = placed(each.next());
        long position = count++;
        underWay.start(
            position,
            0,
            () -> judged(Caller.ofRow(request, flow.at(position)), judge, position, row));
      }
      underWay.finish();
    }
    long total = count;
    answer.write(
        JsonLine.of(
            json -> {
              json.writeBooleanProperty("end", true);
              json.writeNumberProperty("rows", total);
              json.writePOJOProperty("metrics", judge.metrics());
            }));
  }

  /** Returns a row of the file of samples with its place in the body, which has a line before. */
  private static SampleRow placed(SampleRow row) {
    String place = row.place();
    String number = place.substring(place.lastIndexOf(':') + 1);
    if (!number.matches("\\d{1,18}")) {
      return row;
    }
    String line = "line " + (Long.parseLong(number) + 1);
    return switch (row) {
      case SampleRow.Valid valid ->
          new SampleRow.Valid(line, valid.sample(), valid.authored(), valid.origin());
      case SampleRow.Invalid invalid ->
          new SampleRow.Invalid(line, invalid.problemId(), invalid.problem());
    };
  }

  private Blob judged(Caller caller, SampleJudge judge, long index, SampleRow row)
      throws Refusal, InterruptedException {
    // A refusal ends the whole evaluation: without all rows there are no metrics.
    return judge.count(Judging.judge(turns, caller, judge, index, row));
  }

  private static void remove(@Nullable Path directory) {
    if (directory == null) {
      return;
    }
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(directory);
    } catch (IOException e) {
      log.warn("cannot remove {}: {}", directory, e.getMessage());
    }
  }
}
