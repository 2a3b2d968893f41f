package dev.sce.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BodyBudgetTest {
  private final BodyBudget budget = new BodyBudget(100, 50);

  /** A body that remembers whether it is read. */
  private static final class Body implements BodyBudget.Reader {
    boolean read = true;

    @Override
    public void pause() {
      read = false;
    }

    @Override
    public void resume() {
      read = true;
    }
  }

  private Body begun() {
    Body body = new Body();
    budget.begin(body);
    return body;
  }

  @Test
  void bodyThatOnlyBeginsKeepsNobodyWaiting() {
    Body slow = begun();
    budget.received(slow, 1);
    Body other = begun();
    budget.received(other, 50);
    assertThat(slow.read).isTrue();
    assertThat(other.read).isTrue();
  }

  @Test
  void beyondTheLimitOnlyTheFirstIsReadOn() {
    Body first = begun();
    Body second = begun();
    budget.received(first, 40);
    budget.received(second, 70);
    assertThat(second.read).isFalse();
    budget.received(first, 5);
    assertThat(first.read).isTrue();
    budget.end(first);
    budget.leave(45);
    assertThat(second.read).isTrue();
  }

  @Test
  void finishedBodiesCountUntilTheyAreAnswered() {
    for (int i = 0; i < 3; i++) {
      Body held = begun();
      budget.received(held, 50);
      budget.end(held);
    }
    Body next = begun();
    assertThat(next.read).isFalse();
    budget.leave(50);
    assertThat(next.read).as("the first may exceed the limit by one body").isTrue();
  }

  @Test
  void firstThatIsGivenUpMakesRoomForTheNext() {
    Body first = begun();
    budget.received(first, 120);
    Body second = begun();
    assertThat(second.read).isFalse();
    budget.end(first);
    budget.leave(120);
    assertThat(second.read).isTrue();
  }
}
