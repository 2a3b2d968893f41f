package dev.sce;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * An executable whose files could not be written.
 *
 * @param key key of its result, for example {@code 12.0}
 * @param prediction the prediction that it was made of; absent for one that was run by itself
 * @param executable what was to be written
 * @param reason why that failed
 * @param directory the directory of all working directories, where the backend has one
 */
public record WriteFailure(
    String key,
    @Nullable Object prediction,
    Executable executable,
    String reason,
    @Nullable Path directory) {}
