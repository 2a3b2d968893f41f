package dev.sce.judge.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class BuildsInProgressTest {
  private static final Duration LONG = Duration.ofMinutes(5);

  @Test
  void aThreadWaitsForTheOneThatCompiles() throws Exception {
    BuildsInProgress builds = new BuildsInProgress(LONG);
    builds.begin("key");
    CompletableFuture<Thread> second = new CompletableFuture<>();
    try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
      var waiting =
          threads.submit(
              () -> {
                second.complete(Thread.currentThread());
                builds.begin("key");
              });
      await().until(() -> second.get().getState() == Thread.State.TIMED_WAITING);
      assertThat(waiting).isNotDone();
      builds.end("key");
      waiting.get();
    }
  }

  @Test
  void noThreadWaitsForItself() {
    BuildsInProgress builds = new BuildsInProgress(LONG);
    builds.begin("key");
    builds.begin("key");
    builds.end("key");
  }

  @Test
  void nobodyWaitsForeverForARunThatWasGivenUp() throws Exception {
    BuildsInProgress builds = new BuildsInProgress(Duration.ofMillis(1));
    builds.begin("key");
    try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
      threads.submit(() -> builds.begin("key")).get();
    }
  }
}
