package dev.sce.spi;

import dev.sce.Blob;

/**
 * A Python module supplied by a library built on this one, which warm interpreters can pre-import.
 * Found with {@link java.util.ServiceLoader}.
 *
 * <p>It is imported only if {@link dev.sce.ExecutionConfig.Builder#preload} names it. A program
 * that starts warm then imports it like any other module; one that does not start warm cannot find
 * a module of this name and needs another way.
 */
public interface WarmModule {
  /** Returns the name under which it is imported, which must be unique. */
  String name();

  /** Returns its source code. */
  Blob source();
}
