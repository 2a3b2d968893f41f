package dev.sce.eval.language;

import org.jspecify.annotations.Nullable;

/**
 * Whether a language can be used in the sandbox; one row of {@code sce doctor}.
 *
 * @param language the language
 * @param installed whether its version command ran inside the sandbox
 * @param version the first line it printed; absent when it is not installed
 * @param problem why it cannot be used, with the remedy; absent when it can
 */
public record LanguageStatus(
    Language language, boolean installed, @Nullable String version, @Nullable String problem) {}
