package dev.sce.server.api;

import dev.sce.Blob;
import dev.sce.ExecutionResult;
import dev.sce.Outcome;
import dev.sce.json.Json;
import dev.sce.json.JsonLine;
import dev.sce.json.LineReader;
import dev.sce.json.RowReader;
import dev.sce.json.rows.InvalidRowException;
import dev.sce.json.rows.ResultRow;
import dev.sce.judge.language.LanguageTable;
import dev.sce.server.http.AnswerStream;
import dev.sce.server.http.PausedBodyException;
import dev.sce.server.http.Refusal;
import dev.sce.server.http.Request;
import dev.sce.server.programs.Caller;
import dev.sce.server.programs.Programs;
import dev.sce.server.queue.Flow;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Runs rows while they are still coming, and sends each result when it is there. */
final class BatchRoute {
  private final Programs programs;
  private final LanguageTable languages;

  BatchRoute(Programs programs, LanguageTable languages) {
    this.programs = programs;
    this.languages = languages;
  }

  void handle(Request request, InputStream body, AnswerStream answer)
      throws Refusal, InterruptedException {
    boolean inOrder =
        switch (request.query("order").orElse("completion")) {
          case "input" -> true;
          case "completion" -> false;
          default -> throw new Refusal(400, "order must be 'input' or 'completion'");
        };
    Flow flow = programs.turns().queue().newBatch(request.client());
    Map<Outcome, LongAdder> outcomes = new ConcurrentSkipListMap<>();
    long begin = System.nanoTime();
    answer.begin("application/x-ndjson");
    LineReader lines = new LineReader(body, (int) RowReader.LARGEST_ROW.bytes());
    RowsUnderWay rows =
        new RowsUnderWay(request, programs.turns().queue().workers(), inOrder, answer);
    long index = 0;
    for (LineReader.Line line = next(lines); line != null; line = next(lines)) {
      if (line.isBlank()) {
        continue;
      }
      byte[] bytes = line.bytes();
      long number = line.number();
      long position = index++;
      rows.start(
          position,
          bytes == null ? 0 : bytes.length,
          () -> {
            Row row = row(bytes, number, position, Caller.ofRow(request, flow.at(position)));
            outcomes.computeIfAbsent(row.outcome, _ -> new LongAdder()).increment();
            return row.text;
          });
    }
    rows.finish();
    long total = index;
    answer.write(
        JsonLine.of(
            json -> {
              json.writeBooleanProperty("end", true);
              json.writeNumberProperty("rows", total);
              json.writeObjectPropertyStart("outcomes");
              outcomes.forEach(
                  (outcome, count) -> json.writeNumberProperty(outcome.name(), count.sum()));
              json.writeEndObject();
              JsonLine.seconds(json, "elapsed", Duration.ofNanos(System.nanoTime() - begin));
            }));
  }

  private static LineReader.@Nullable Line next(LineReader lines)
      throws Refusal, InterruptedException {
    try {
      return lines.next();
    } catch (PausedBodyException e) {
      throw e.refusal();
    } catch (IOException e) {
      throw new InterruptedException("the client has hung up");
    }
  }

  /** A result on its way out. */
  private record Row(Blob text, Outcome outcome) {}

  private Row row(byte @Nullable [] bytes, long line, long index, Caller caller)
      throws InterruptedException {
    JsonNode json = null;
    ExecutionResult result;
    try {
      if (bytes == null) {
        throw new InvalidRowException("the row is larger than " + RowReader.LARGEST_ROW);
      }
      json = Json.BOUNDED.readTree(bytes);
      result = ProgramRow.read(json, index, languages).run(caller, programs);
    } catch (InvalidRowException e) {
      result = ExecutionResult.invalidInput("line " + line + ": " + e.getMessage());
    } catch (JacksonException e) {
      result = ExecutionResult.invalidInput("line " + line + ": " + Json.problem(e));
    } catch (Refusal e) {
      result = ExecutionResult.inconclusive(Outcome.CANCELLED, e.message(), 0);
    }
    return new Row(ResultRow.line(index, ProgramRow.id(json, index), result), result.outcome());
  }
}
