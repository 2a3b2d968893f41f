package dev.sce.sandbox;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What one slot has that no other slot of its pool has at the same time.
 *
 * @param number the lowest number that was free; slots that are pinned keep to the processor with
 *     this number among those this process may use
 * @param uid identity of its programs, where this process may choose one
 * @param workdir the directory programs write to in mode LANDLOCK; null otherwise
 */
record SlotPlace(int number, int uid, @Nullable Path workdir) {}
