package dev.sce.judge.referee;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.judge.Grade;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.provider.Arguments;

/** Python code for samples that attack the processes that judge them. */
public final class Attacks {
  /** A sample whose {@code f(x)} is never done, and which attacks nothing. */
  public static final String ENDLESS = "def f(x):\n  while True: pass\n";

  private Attacks() {}

  /** Returns code that defines {@code reached(pids, groups)}, and then this. */
  public static String reaching(String code) {
    return text("reach.py") + "\n" + code;
  }

  /** Returns code that defines {@code plant()}, and then this. */
  public static String planting(String code) {
    return text("plant.py") + "\n" + code;
  }

  /**
   * Programs whose {@code f(x)} is never done, and which try to be given more time for it than
   * there is; each begins with what it does.
   */
  public static Stream<Arguments> onLimits() {
    String start = "import os, signal, time\ndef spin():\n  while True: pass\n";
    return Stream.of(text("limits.txt").split("(?m)^=== "))
        .filter(part -> !part.isBlank())
        .map(
            part -> {
              int line = part.indexOf('\n');
              return Arguments.of(part.substring(0, line), start + part.substring(line + 1));
            });
  }

  /**
   * Checks that an attack on a limit of one second was ended as any program is that is never done.
   *
   * @param endless judges {@link #ENDLESS}, which takes longer on a busy machine as well
   */
  public static void assertEndedInTime(Grade attack, Callable<Grade> endless) {
    Duration usual = Duration.ofSeconds(1);
    Duration more = Duration.ofMillis(3500);
    if (attack.runtime().compareTo(usual.plus(more)) >= 0) {
      usual = Assertions.assertDoesNotThrow(endless::call).runtime();
    }
    assertThat(attack.runtime()).as("%s", attack).isLessThan(usual.plus(more));
  }

  private static String text(String name) {
    try (InputStream in = Attacks.class.getResourceAsStream("/attacks/" + name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
