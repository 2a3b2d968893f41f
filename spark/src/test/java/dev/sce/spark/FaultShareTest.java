package dev.sce.spark;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FaultShareTest {
  private static FaultShare of(int rows, int faults) {
    FaultShare share = new FaultShare(0.1);
    for (int i = 0; i < rows; i++) {
      share.count(i < faults);
    }
    return share;
  }

  @Test
  void shareAboveWhatIsAllowedFailsTheTask() {
    assertThatThrownBy(of(30, 4)::check)
        .isInstanceOf(SceException.class)
        .hasMessageContaining("4 of 30 programs");
  }

  @Test
  void shareThatIsAllowedIsData() {
    assertThatCode(of(30, 3)::check).doesNotThrowAnyException();
  }

  @Test
  void singleFaultsOfSmallTasksAreData() {
    assertThatCode(of(2, 2)::check).doesNotThrowAnyException();
  }
}
