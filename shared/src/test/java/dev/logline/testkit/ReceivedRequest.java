package dev.logline.testkit;

import com.google.protobuf.Message;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One request as a {@link FakeCollector} saw it.
 *
 * @param headers by lower-case name
 * @param encodedBytes the size of the body as it came, compressed or not
 * @param message the decoded {@code Export...ServiceRequest}
 */
public record ReceivedRequest(
    Signal signal, Map<String, List<String>> headers, int encodedBytes, Message message) {

  /** All values of one header; empty when it was not sent. */
  public List<String> header(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
  }
}
