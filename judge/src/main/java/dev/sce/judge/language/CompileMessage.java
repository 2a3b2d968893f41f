package dev.sce.judge.language;

import dev.sce.CommandResult;
import dev.sce.ExecutionResult;
import java.util.stream.Stream;

/** What a compiler said, short enough for a message. */
public final class CompileMessage {
  private static final int LONGEST = 2000;

  private CompileMessage() {}

  /** Returns what the last command of a result said. */
  public static String of(ExecutionResult result) {
    return result.lastCommand().map(CompileMessage::of).orElse(String.valueOf(result.error()));
  }

  /** Returns how a command ended and what it said. */
  public static String of(CommandResult result) {
    String text =
        Stream.of(result.stderr(), result.stdout())
            .map(String::strip)
            .filter(part -> !part.isEmpty())
            .findFirst()
            .orElseGet(() -> result.error() == null ? "it said nothing" : result.error());
    String cut = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    return result.timedOut() || result.signal() != 0 ? result.outcome() + ": " + cut : cut;
  }
}
