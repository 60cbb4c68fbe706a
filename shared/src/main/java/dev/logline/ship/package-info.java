/** From the buffer to the backend: batching, framing, sending, retry. */
package dev.logline.ship;
