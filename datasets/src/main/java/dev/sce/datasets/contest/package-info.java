/** Contest problems: packages in the Kattis and ICPC formats, and rows made of them. */
@NullMarked
package dev.sce.datasets.contest;

import org.jspecify.annotations.NullMarked;
