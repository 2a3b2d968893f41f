import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Calls the sample, which is another process. Status 44: it ended or threw. */
public final class SceRemote {
  private static InputStream in;
  private static OutputStream out;

  private SceRemote() {}

  /** Keeps the channel and gives the tests streams that do not disturb it. */
  public static void begin() {
    in = new java.io.BufferedInputStream(new FileInputStream(FileDescriptor.in));
    out = new FileOutputStream(FileDescriptor.out);
    System.setOut(System.err);
    System.setIn(InputStream.nullInputStream());
  }

  static Object call(String name, Object... arguments) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DataOutputStream request = new DataOutputStream(bytes);
      SceWire.put(request, name);
      SceWire.put(request, arguments);
      SceWire.send(out, bytes.toByteArray());
      DataInputStream reply = SceWire.receive(in);
      if (reply == null) {
        throw broken("the program ended during a call of " + name);
      }
      if (!Boolean.TRUE.equals(SceWire.get(reply))) {
        throw broken("the program threw " + SceWire.get(reply));
      }
      return SceWire.get(reply);
    } catch (IOException | RuntimeException | StackOverflowError e) {
      throw broken("the program gave no value: " + e);
    }
  }

  private static Error broken(String why) {
    System.err.println(why);
    Runtime.getRuntime().halt(44);
    return new Error(why);
  }
}
