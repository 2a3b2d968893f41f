package dev.sce.spi;

/** What an isolation level may or may not protect from, beside the limits. */
public enum Protection {
  /** Programs cannot read the caller's files. */
  CALLERS_FILES,
  /** Programs cannot see processes other than their own. */
  OTHER_PROCESSES,
  /** Programs can reach nothing over the network but themselves. */
  NETWORK
}
