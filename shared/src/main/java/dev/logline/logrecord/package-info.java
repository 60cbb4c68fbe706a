/** One log record: the port {@link dev.logline.logrecord.RecordWriter} and its two forms. */
package dev.logline.logrecord;
