/** What an application may touch: starting, flushing, stopping and asking the shared telemetry. */
package dev.logline;
