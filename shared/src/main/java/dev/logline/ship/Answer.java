package dev.logline.ship;

import java.time.Duration;

/** What the backend made of one request, in the six ways that ask for a different next step. */
public sealed interface Answer {

  /**
   * The backend took the request: its records are released and never sent again.
   *
   * @param rejected how many of them the backend dropped all the same (partial success); counted as
   *     lost
   * @param message the backend's own words, cut and escaped; empty when it said nothing
   */
  record Delivered(long rejected, String message) implements Answer {}

  /**
   * Not now: the records are kept, and the same request is sent again after a pause.
   *
   * @param after the pause the backend named, from 1 s to 10 min; null when it named none and the
   *     shipper's own back-off decides
   * @param reason for people
   */
  record Retry(Duration after, String reason) implements Answer {}

  /**
   * Not within the timeout, perhaps because the way there is too slow for so much: the records are
   * kept, and sent again after a pause, in smaller requests.
   *
   * @param reason for people
   */
  record TimedOut(String reason) implements Answer {}

  /** More than the backend takes at once: the records are split into smaller requests. */
  record TooLarge(String reason) implements Answer {}

  /**
   * Refused for what it holds, and never to be sent again as it is: it is halved until the records
   * to blame stand alone.
   */
  record Rejected(String reason) implements Answer {}

  /**
   * The other side is not what the configuration says (address, credentials, certificate): the
   * records are kept, it is said once and loudly, and the backend is probed slowly.
   */
  record Misconfigured(String reason) implements Answer {}
}
