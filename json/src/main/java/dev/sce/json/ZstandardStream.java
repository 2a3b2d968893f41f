package dev.sce.json;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;

/** Reads Zstandard; a class of its own, so that its library is loaded only when it is needed. */
final class ZstandardStream {
  /** The largest window that the format's own tool writes, with {@code --long=31}: 2 GiB. */
  private static final int LONGEST_WINDOW = 31;

  private ZstandardStream() {}

  /**
   * Returns a stream of all frames, one after the other. Damage is told as by gzip's stream, so
   * that those who read either need not tell them apart.
   */
  static InputStream open(InputStream compressed) throws IOException {
    InputStream plain = new ZstdInputStreamNoFinalizer(compressed).setLongMax(LONGEST_WINDOW);
    return new FilterInputStream(plain) {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
          return super.read(bytes, offset, length);
        } catch (ZstdIOException e) {
          ZipException damaged = new ZipException(e.getMessage());
          damaged.initCause(e);
          throw damaged;
        }
      }
    };
  }
}
