package dev.sce.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LineBudgetTest {
  private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);
  private final LineBudget budget = new LineBudget(clock::get);

  private long taken(int tries) {
    return IntStream.range(0, tries).filter(_ -> budget.take()).count();
  }

  @Test
  void onlySoManyLinesPassInAPeriodAndTheOthersAreCounted() {
    assertThat(taken(1000)).isEqualTo(LineBudget.LINES);
    assertThat(budget.takeDropped()).isEqualTo(1000 - LineBudget.LINES);
    assertThat(budget.takeDropped()).isZero();
  }

  @Test
  void nextPeriodHasItsOwnLinesEvenWhenTheClockOverflows() {
    assertThat(taken(LineBudget.LINES + 1)).isEqualTo(LineBudget.LINES);
    clock.addAndGet(LineBudget.PERIOD.toNanos() - 1);
    assertThat(taken(1)).isZero();
    clock.incrementAndGet();
    assertThat(taken(LineBudget.LINES + 1)).isEqualTo(LineBudget.LINES);
  }
}
