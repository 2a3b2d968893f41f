package dev.sce.spi;

import dev.sce.Blob;
import dev.sce.Limits;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One run of one command.
 *
 * @param argv program and arguments
 * @param environment variables besides the backend's own small clean environment
 * @param stdin the whole of standard input
 * @param limits what it may use
 * @param patience by how much the wall-clock limit may be exceeded by time in which the machine had
 *     no processor for the program; zero for not at all. A backend that cannot tell ignores it.
 */
public record Launch(
    List<String> argv,
    Map<String, String> environment,
    Blob stdin,
    Limits limits,
    Duration patience) {}
