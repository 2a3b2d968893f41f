package dev.sce.json;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One row of the input.
 *
 * @param index position among all rows of all inputs, from 0
 * @param place where it stands, for messages, for example {@code samples.jsonl:17}
 * @param json the row's value; absent when it cannot be read
 * @param problem why it cannot be read; absent when it can
 * @param size bytes of its text, roughly
 * @param problemId the problem that a row names which cannot be read; absent where it can, or where
 *     it names none
 */
public record InputRow(
    long index,
    String place,
    @Nullable JsonNode json,
    @Nullable String problem,
    long size,
    @Nullable String problemId) {}
