package dev.sce;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * An executable whose files could not be written.
 *
 * @param key key of its result, for example {@code 12.0}
 * @param prediction the prediction from which it was made; absent if it was run on its own
 * @param executable the executable whose files were to be written
 * @param reason why writing failed
 * @param directory the directory of all working directories, if the backend has one
 */
public record WriteFailure(
    String key,
    @Nullable Object prediction,
    Executable executable,
    String reason,
    @Nullable Path directory) {}
