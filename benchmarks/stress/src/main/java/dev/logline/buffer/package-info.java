/** Tries what the buffer's lock-free parts may never show. */
package dev.logline.buffer;
