/** Small servers that trainers ask to grade: open-instruct's, code-judge, rewards, NeMo-Skills. */
@NullMarked
package dev.sce.server.graders;

import org.jspecify.annotations.NullMarked;
