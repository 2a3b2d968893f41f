import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

/** The side of the sample: calls its methods as often as it is asked. */
public final class SceServe {
  private SceServe() {}

  public static void main(String[] args) throws Exception {
    InputStream in = new java.io.BufferedInputStream(new FileInputStream(FileDescriptor.in));
    OutputStream out = new FileOutputStream(FileDescriptor.out);
    System.setIn(InputStream.nullInputStream());
    System.setOut(new PrintStream(OutputStream.nullOutputStream()));
    Class<?> type = Class.forName(args[0]);
    for (DataInputStream request; (request = SceWire.receive(in)) != null; ) {
      SceWire.send(out, answer(type, request));
    }
    Runtime.getRuntime().halt(0);
  }

  private static byte[] answer(Class<?> type, DataInputStream request) throws Exception {
    String name = (String) SceWire.get(request);
    Object[] arguments = (Object[]) SceWire.get(request);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream reply = new DataOutputStream(bytes);
    try {
      Object value = invoke(type, name, arguments);
      SceWire.put(reply, true);
      SceWire.put(reply, value);
    } catch (InvocationTargetException e) {
      bytes.reset();
      SceWire.put(reply, false);
      SceWire.put(reply, String.valueOf(e.getCause()));
    }
    return bytes.toByteArray();
  }

  private static Object invoke(Class<?> type, String name, Object[] arguments) throws Exception {
    for (Method method : type.getDeclaredMethods()) {
      if (method.getName().equals(name) && method.getParameterCount() == arguments.length) {
        method.setAccessible(true);
        boolean still = Modifier.isStatic(method.getModifiers());
        return method.invoke(still ? null : instance(type), arguments);
      }
    }
    throw new InvocationTargetException(new NoSuchMethodException(name));
  }

  private static Object instance(Class<?> type) throws Exception {
    var constructor = type.getDeclaredConstructor();
    constructor.setAccessible(true);
    return constructor.newInstance();
  }
}
