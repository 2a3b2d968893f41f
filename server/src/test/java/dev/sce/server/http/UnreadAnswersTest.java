package dev.sce.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class UnreadAnswersTest {
  private final UnreadAnswers unread = new UnreadAnswers(100);
  private final List<String> cut = new ArrayList<>();

  @Test
  void programsBeginAtOnceWhileThereIsRoom() throws Exception {
    var _ = unread.add(100, () -> cut.add("a"));
    unread.awaitRoom();
    assertThat(cut).isEmpty();
  }

  @Test
  void whatIsTakenMakesRoom() throws Exception {
    UnreadAnswers.Unread held = unread.add(101, () -> cut.add("a"));
    CompletableFuture<Void> waiting = waiting();
    assertThat(waiting).isNotDone();
    held.taken();
    held.taken();
    waiting.get(1, TimeUnit.MINUTES);
    assertThat(cut).isEmpty();
  }

  @Test
  void clientThatDoesNotReadIsCutOffWhenThereIsNoRoom() throws Exception {
    var _ = unread.add(80, () -> cut.add("first"));
    var _ = unread.add(80, () -> cut.add("second"));
    waiting().get(1, TimeUnit.MINUTES);
    assertThat(cut).containsExactly("first");
  }

  @Test
  void resultOfWhichNoAnswerWasMadeYetTakesRoomAndIsNeverCut() throws Exception {
    UnreadAnswers.Unread result = unread.addResult(101);
    CompletableFuture<Void> waiting = waiting();
    var _ = unread.add(1, () -> cut.add("client"));
    assertThat(waiting).isNotDone();
    result.taken();
    waiting.get(1, TimeUnit.MINUTES);
    assertThat(cut).isEmpty();
  }

  private CompletableFuture<Void> waiting() {
    return CompletableFuture.runAsync(
        () -> {
          try {
            unread.awaitRoom();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }
}
