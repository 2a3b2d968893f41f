package dev.sce.sandbox;

/**
 * Numbers of the protocol between this JVM and the supervisor; {@code protocol.h} has the same
 * ones, which a test compares. {@code docs/protocol.md} explains them.
 */
final class Protocol {
  static final int MAGIC = 0x31454353;
  static final int PROTOCOL_VERSION = 5;
  static final int FRAME_HEADER = 5;
  static final int MAX_FRAME = 1048576;
  static final int MAX_RUN = 8388608;

  static final int MSG_HELLO = 1;
  static final int MSG_FILE = 2;
  static final int MSG_DATA = 3;
  static final int MSG_RUN = 4;
  static final int MSG_RUN_PART = 5;
  static final int MSG_CANCEL = 6;
  static final int MSG_READ = 7;
  static final int MSG_WIPE = 8;
  static final int MSG_BYE = 9;
  static final int MSG_SNAPSHOT = 10;
  static final int MSG_RESTORE = 11;

  static final int MSG_READY = 65;
  static final int MSG_FAILED = 66;
  static final int MSG_OUT = 67;
  static final int MSG_DONE = 68;
  static final int MSG_CONTENT = 69;
  static final int MSG_CONTENT_DATA = 70;
  static final int MSG_WIPED = 71;
  static final int MSG_IDLE = 72;
  static final int MSG_BUSY = 73;

  static final int MODE_NAMESPACES = 1;
  static final int MODE_LANDLOCK = 2;

  static final int BIND_OPTIONAL = 1;
  static final int BIND_SYMLINK = 2;
  static final int BIND_COPY = 4;

  static final int WAY_PRIVILEGED = 1;
  static final int WAY_USER_NAMESPACE = 2;
  static final int WAY_LANDLOCK = 3;

  static final int FEATURE_MEMORY_V1 = 1;
  static final int FEATURE_MEMORY_V2 = 2;
  static final int FEATURE_PIDS_V1 = 4;
  static final int FEATURE_PIDS_V2 = 8;
  static final int FEATURE_CPU_V1 = 16;
  static final int FEATURE_CPU_V2 = 32;
  static final int FEATURE_CGROUP_KILL = 64;
  static final int FEATURE_SECCOMP = 128;
  static final int FEATURE_NETNS = 256;
  static final int FEATURE_USERNS = 512;
  static final int FEATURE_LANDLOCK_NET = 1024;
  static final int FEATURE_LANDLOCK_SCOPE = 2048;

  static final int STREAM_STDOUT = 1;
  static final int STREAM_STDERR = 2;

  static final int HOW_EXITED = 0;
  static final int HOW_WALL = 1;
  static final int HOW_CPU = 2;
  static final int HOW_MEMORY = 3;
  static final int HOW_OUTPUT = 4;
  static final int HOW_CANCELLED = 5;
  static final int HOW_NOT_STARTED = 6;
  static final int HOW_FAULT = 7;

  static final int PEAK_NONE = 0;

  static final int LAUNCH_EXEC = 0;
  static final int LAUNCH_WARM = 1;
  static final int LAUNCH_JUDGED = 2;

  static final int CONTENT_PRESENT = 0;
  static final int CONTENT_MISSING = 1;
  static final int CONTENT_NOT_REGULAR = 2;
  static final int CONTENT_TOO_LARGE = 3;
  static final int CONTENT_UNREADABLE = 4;

  static final int WIPED_FAILED = 2;

  private Protocol() {}
}
