package dev.sce.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class JobThreadsTest {
  @Test
  void jobThatFailsLeavesItsThreadToTheNext() throws InterruptedException {
    JobThreads threads = new JobThreads(this, "test", 1);
    CountDownLatch allAreThere = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1);
    threads.start(
        () -> {
          awaitQuietly(allAreThere);
          throw new IllegalStateException("a job that fails");
        });
    threads.start(done::countDown);
    allAreThere.countDown();

    assertThat(done.await(1, TimeUnit.MINUTES)).isTrue();
    assertThat(threads.close()).isTrue();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
