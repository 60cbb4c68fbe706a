package dev.logline.network;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.Socket;

/** Requests that no client would make. */
final class Raw {
  private Raw() {}

  /** Posts a form to a target as it stands here, and reads the answer to its end. */
  static String post(String authority, String target, String form) throws IOException {
    String[] address = authority.split(":");
    try (Socket socket = new Socket(address[0], Integer.parseInt(address[1]))) {
      String request =
          "POST "
              + target
              + " HTTP/1.1\r\nHost: "
              + authority
              + "\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded"
              + "\r\nContent-Length: "
              + form.length()
              + "\r\n\r\n"
              + form;
      socket.getOutputStream().write(request.getBytes(US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    }
  }
}
