package dev.sce.internal.process;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * Finds functions of the system's C library that the JDK does not offer.
 *
 * <p>There are none where native access is not enabled for this library ({@code
 * --enable-native-access}), as the command enables it, or where the C library lacks a function.
 */
final class SystemCall {
  private SystemCall() {}

  /** Returns the function with this name. */
  @SuppressWarnings("restricted") // asked for by whoever enables native access
  static Optional<MethodHandle> find(
      String name, FunctionDescriptor type, Linker.Option... options) {
    if (!HostSystem.IS_LINUX || !SystemCall.class.getModule().isNativeAccessEnabled()) {
      return Optional.empty();
    }
    Linker linker = Linker.nativeLinker();
    return linker
        .defaultLookup()
        .find(name)
        .map(address -> linker.downcallHandle(address, type, options));
  }
}
