/** What the harnesses have in common: programs in JVMs of their own, and tables of Markdown. */
package dev.logline.benchmarks.common;
