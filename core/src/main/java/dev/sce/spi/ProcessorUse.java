package dev.sce.spi;

/**
 * Hears, while a program runs, whether it uses a processor or leaves it to others: because it
 * sleeps, or waits for a disk. A program that could run but is denied a processor uses one.
 *
 * <p>A program counts as using a processor when it starts. Called by the thread that runs it.
 */
public interface ProcessorUse {
  /** Ignores what it hears. */
  ProcessorUse IGNORED =
      new ProcessorUse() {
        @Override
        public void idle() {
          // Nobody wants to know.
        }

        @Override
        public void busy() {
          // Nobody wants to know.
        }
      };

  /** The program uses no processor to speak of. */
  void idle();

  /** The program uses a processor again. */
  void busy();
}
