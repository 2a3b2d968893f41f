package dev.sce.json;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;

/** Reads Zstandard; a class of its own, so that its library is loaded only when it is needed. */
final class ZstandardStream {
  /** The largest window that the format's own tool writes, with {@code --long=31}: 2 GiB. */
  private static final int LONGEST_WINDOW = 31;

  private ZstandardStream() {}

  /** Returns a stream of all frames, one after the other. */
  static InputStream open(InputStream compressed) throws IOException {
    return new ZstdInputStreamNoFinalizer(compressed).setLongMax(LONGEST_WINDOW);
  }
}
