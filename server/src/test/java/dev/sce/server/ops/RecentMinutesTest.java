package dev.sce.server.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sce.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RecentMinutesTest {
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1000); // a clock may overflow
  private final RecentMinutes recent = new RecentMinutes(now::get);

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  @Test
  void programsAreCountedInTheMinuteInWhichTheyEnded() {
    recent.ended(Outcome.OK);
    recent.ended(Outcome.OK);
    pass(Duration.ofSeconds(90));
    recent.ended(Outcome.TIME_LIMIT);
    List<RecentMinutes.Sum> minutes = recent.minutes();
    assertThat(minutes).hasSize(RecentMinutes.MINUTES);
    assertThat(minutes.getLast().outcomes()).isEqualTo(Map.of(Outcome.TIME_LIMIT, 1L));
    assertThat(minutes.get(RecentMinutes.MINUTES - 2).outcomes()).isEqualTo(Map.of(Outcome.OK, 2L));
    assertThat(minutes.getFirst().programs()).isZero();
  }

  @Test
  void whatIsOlderThanFifteenMinutesIsInTheTotalOnly() {
    recent.ended(Outcome.OK);
    pass(Duration.ofMinutes(RecentMinutes.MINUTES).minusSeconds(1));
    assertThat(programs()).isEqualTo(1);
    pass(Duration.ofSeconds(6));
    assertThat(programs()).isZero();
    assertThat(recent.all().programs()).isEqualTo(1);
  }

  @Test
  void aQuietTimeLeavesNothingOfTheCellsThatAreUsedAgain() {
    recent.ended(Outcome.OK);
    pass(Duration.ofMinutes(RecentMinutes.MINUTES * 3L));
    recent.ended(Outcome.SIGNALED);
    assertThat(programs()).isEqualTo(1);
    assertThat(recent.minutes().getLast().outcomes()).containsOnlyKeys(Outcome.SIGNALED);
  }

  @Test
  void waitsHaveAMeanAndAMaximum() {
    recent.began(Duration.ofMillis(100));
    recent.began(Duration.ofMillis(300));
    recent.cancelled("hung_up");
    RecentMinutes.Sum last = recent.minutes().getLast();
    assertThat(last.begun()).isEqualTo(2);
    assertThat(last.waitMean()).isCloseTo(0.2, within(1e-9));
    assertThat(last.waitMax()).isCloseTo(0.3, within(1e-9));
    assertThat(last.givenUp()).isEqualTo(1);
  }

  private long programs() {
    return recent.minutes().stream().mapToLong(RecentMinutes.Sum::programs).sum();
  }
}
