package dev.logline.benchmarks.speed.sink;

import java.io.FilterInputStream;
import java.io.IOException;
import java.net.Socket;
import jdk.net.ExtendedSocketOptions;

/**
 * What a connection brings, acknowledged at once. A client that leaves Nagle's algorithm on, as
 * OkHttp does, waits with the last segment of a request until the one before is acknowledged; a
 * receiver on the loopback device delays that by some 40 ms, one behind a network with its small
 * segments does not.
 */
final class PromptInput extends FilterInputStream {
  private final Socket connection;

  PromptInput(Socket connection) throws IOException {
    super(connection.getInputStream());
    this.connection = connection;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    connection.setOption(ExtendedSocketOptions.TCP_QUICKACK, true); // the system forgets it
    return super.read(bytes, from, length);
  }
}
