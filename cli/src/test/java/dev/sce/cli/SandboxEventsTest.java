package dev.sce.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.ExecutionCounters;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SandboxEventsTest {
  private final ExecutionCounters counters = new ExecutionCounters();
  private final SandboxEvents events = new SandboxEvents(counters);

  private String printed() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    events.print(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void runWithoutFailuresSaysNothing() {
    counters.slotStarted(Duration.ofMillis(3), "");
    counters.coldStarted("no warm interpreter for python2");
    counters.supervisorSaid("hello");
    assertThat(printed()).isEmpty();
    assertThat(events.fields()).isEmpty();
  }

  @Test
  void failuresAndStarvationAreCounted() {
    counters.slotDiscarded("the supervisor is gone");
    counters.runRetried("0.0", "the supervisor is gone");
    counters.runStarved("1.0");
    counters.runStarved("2.0");
    assertThat(printed())
        .isEqualToNormalizingNewlines(
            """
            sce: 1 sandbox failed and was replaced
            sce: 1 program ran again because the sandbox failed
            sce: 2 programs ran again because the machine was too busy to give them a CPU
            """);
    assertThat(events.fields().toString())
        .isEqualTo("{sandboxes_replaced=1, retried_after_failure=1, retried_after_starvation=2}");
  }
}
