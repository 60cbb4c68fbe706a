/**
 * One trace across two services: {@link dev.logline.examples.ping.PingClient} calls {@link
 * dev.logline.examples.ping.PingServer}, which works with Redis and MongoDB.
 */
package dev.logline.examples.ping;
