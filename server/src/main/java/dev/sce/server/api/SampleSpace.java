package dev.sce.server.api;

import dev.sce.DataSize;
import dev.sce.server.http.Refusal;
import java.util.concurrent.atomic.AtomicLong;

/** Bounds what all evaluations under way keep on disk. Safe for use by many threads. */
final class SampleSpace {
  private static final int RETRY_SECONDS = 30;

  private final DataSize limit;
  private final AtomicLong used = new AtomicLong();

  SampleSpace(DataSize limit) {
    this.limit = limit;
  }

  /** The part of one evaluation. Used by one thread. */
  final class Share implements AutoCloseable {
    private long taken;

    /**
     * Takes more.
     *
     * @throws Refusal if there is not so much, or not while others are under way
     */
    void take(long bytes) throws Refusal {
      taken += bytes;
      if (taken > limit.bytes()) {
        used.addAndGet(bytes);
        throw new Refusal(
            413,
            "the evaluation is larger than "
                + limit
                + ", which is all that this server keeps (--eval-space); send it in parts");
      }
      if (used.addAndGet(bytes) > limit.bytes()) {
        throw new Refusal(
            503,
            "evaluations under way have used up the "
                + limit
                + " that this server keeps"
                + " (--eval-space)",
            RETRY_SECONDS);
      }
    }

    @Override
    public void close() {
      used.addAndGet(-taken);
      taken = 0;
    }
  }

  Share share() {
    return new Share();
  }
}
