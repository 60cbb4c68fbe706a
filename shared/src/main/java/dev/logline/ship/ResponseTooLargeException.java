package dev.logline.ship;

import java.io.IOException;

/** The backend answered with more bytes than an answer may have; the rest was not read. */
final class ResponseTooLargeException extends IOException {
  private static final long serialVersionUID = 1L;

  ResponseTooLargeException(long limitBytes) {
    super("the response body is larger than " + limitBytes + " bytes; reading stopped");
  }
}
