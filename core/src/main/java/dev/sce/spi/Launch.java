package dev.sce.spi;

import dev.sce.Blob;
import dev.sce.Limits;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One run of one command.
 *
 * @param argv program and arguments
 * @param environment variables in addition to the backend's own minimal environment
 * @param stdin the complete standard input
 * @param limits the limits of the command
 * @param patience how far the wall-time limit may be extended by time in which the program was
 *     starved of CPU; zero for not at all. A backend that cannot measure this ignores it.
 * @param judge the module of {@link dev.sce.Command#withJudge}, if any. A backend that knows no
 *     judges ignores it.
 */
public record Launch(
    List<String> argv,
    Map<String, String> environment,
    Blob stdin,
    Limits limits,
    Duration patience,
    Optional<String> judge) {}
