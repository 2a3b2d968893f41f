package dev.sce.spi;

import dev.sce.Blob;

/**
 * A Python module that comes with a library on this one and that warm interpreters can import
 * ahead. Found with {@link java.util.ServiceLoader}.
 *
 * <p>It is imported only where {@link dev.sce.ExecutionConfig.Builder#preload} names it. A program
 * that starts warm then imports it like any other module; one that does not start warm finds no
 * module of this name and needs another way.
 */
public interface WarmModule {
  /** Returns the name under which it is imported; no other module may have it. */
  String name();

  /** Returns its source text. */
  Blob source();
}
