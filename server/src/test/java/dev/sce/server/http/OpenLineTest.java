package dev.sce.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class OpenLineTest {
  private final BodyBudget budget = new BodyBudget(100, 50);
  private boolean read = true;

  private OpenLine line() {
    return new OpenLine(budget, () -> {}, () -> {});
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void linesThatDoNotEndCountForAllBodies() {
    OpenLine first = line();
    var _ = new OpenLine(budget, () -> read = false, () -> read = true);
    first.add(text("x".repeat(60)));
    assertThat(read).isTrue();
    first.add(text("x".repeat(60)));
    OpenLine third = new OpenLine(budget, () -> read = false, () -> read = true);
    assertThat(read).as("a body that begins when there is no room").isFalse();
    assertThat(first.isOpen()).isTrue();
    first.add(text("x\ny"));
    assertThat(read).as("the line has ended").isTrue();
    first.end();
    third.end();
    assertThat(first.isOpen()).isFalse();
  }

  @Test
  void whatIsGivenUpDoesNotCount() {
    OpenLine first = line();
    first.add(text("x".repeat(140)));
    var _ = new OpenLine(budget, () -> read = false, () -> read = true);
    assertThat(read).isFalse();
    first.end();
    first.add(text("x".repeat(140)));
    assertThat(read).isTrue();
  }
}
