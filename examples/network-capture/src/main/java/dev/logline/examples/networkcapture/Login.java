package dev.logline.examples.networkcapture;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes a form, and asks the accounts for a token. */
final class Login extends HttpServlet {
  private static final long serialVersionUID = 1;
  private static final Logger LOGGER = LoggerFactory.getLogger(Login.class);

  private final transient HttpClient client;
  private final URI accounts;

  Login(HttpClient client, URI accounts) {
    this.client = client;
    this.accounts = accounts;
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String user = request.getParameter("user");
    HttpRequest question =
        HttpRequest.newBuilder(accounts)
            .header("Content-Type", "application/json")
            .header("X-Api-Key", "key-of-the-shop")
            .POST(BodyPublishers.ofString(json(user, request.getParameter("password"))))
            .build();
    try {
      HttpResponse<String> answer = client.send(question, BodyHandlers.ofString());
      LOGGER.info("{} asked to log in: {}", user, answer.statusCode());
      response.setStatus(answer.statusCode());
      response.setContentType("application/json");
      response.getWriter().print(answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    }
  }

  /** Only letters and digits, so that nothing needs an escape. */
  private static String json(String user, String password) {
    return "{\"user\":\"" + plain(user) + "\",\"password\":\"" + plain(password) + "\"}";
  }

  private static String plain(String text) {
    return text == null ? "" : text.replaceAll("[^\\p{Alnum}]", "");
  }
}
