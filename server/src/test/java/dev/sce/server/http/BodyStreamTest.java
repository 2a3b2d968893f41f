package dev.sce.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BodyStreamTest {
  private static final Duration SHORT = Duration.ofMillis(20);

  private static void nothing() {}

  @Test
  void bodyThatPausesForeverIsGivenUp() {
    BodyStream body =
        new BodyStream(BodyStreamTest::nothing, BodyStreamTest::nothing, () -> SHORT, () -> false);
    body.receive(new byte[] {1});
    assertThatThrownBy(body::readAllBytes)
        .isInstanceOf(PausedBodyException.class)
        .hasMessageContaining("blank lines");
  }

  @Test
  void bodyMayPauseWhileSomethingIsDoneForIt() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    BodyStream[] self = new BodyStream[1];
    self[0] =
        new BodyStream(
            BodyStreamTest::nothing,
            BodyStreamTest::nothing,
            () -> SHORT,
            () -> {
              if (asked.incrementAndGet() == 3) {
                self[0].receive(new byte[] {7});
                self[0].end();
              }
              return true;
            });
    assertThat(self[0].readAllBytes()).containsExactly(7);
    assertThat(asked).hasValue(3);
  }
}
