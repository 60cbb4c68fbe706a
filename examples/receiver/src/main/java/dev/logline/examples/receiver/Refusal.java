package dev.logline.examples.receiver;

/** A request is answered with an error; the message goes to the sender. */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  final int status;

  Refusal(int status, String message) {
    super(message, null, false, false);
    this.status = status;
  }
}
