package dev.sce.judge;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What became of one test.
 *
 * @param name the test's name or number within the problem
 * @param verdict what is said of it
 * @param runtime wall-clock time; absent where tests are not run one by one
 * @param peakMemoryBytes largest memory; absent where not measured
 * @param detail a short message for people, such as the first difference; absent for none
 */
public record TestResult(
    String name,
    Verdict verdict,
    @Nullable Duration runtime,
    @Nullable Long peakMemoryBytes,
    @Nullable String detail) {}
