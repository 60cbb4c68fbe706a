package dev.logline.examples.receiver;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Refuses requests that name another host than this one, with 403: a web page that has its own name
 * lead to the loopback address could read what is here.
 */
final class HostFilter extends Filter {
  private static final Pattern LOOPBACK =
      Pattern.compile("(.+\\.)?localhost|127(\\.\\d{1,3}){3}|\\[(::|(0{1,4}:){7})0{0,3}1]");

  /** Nobody's name leads here when there is no name. */
  private static final Pattern ADDRESS =
      Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]+]");

  private static final Pattern PORT = Pattern.compile(":\\d+$");

  private final boolean onLoopback;
  private final Set<String> names;

  /**
   * @param onLoopback whether addresses other than the loopback's are refused too
   * @param names which are taken beside those, in lower case
   */
  HostFilter(boolean onLoopback, Set<String> names) {
    this.onLoopback = onLoopback;
    this.names = names;
  }

  @Override
  public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
    String host = exchange.getRequestHeaders().getFirst("Host");
    if (takes(host)) {
      chain.doFilter(exchange);
      return;
    }
    try (exchange) {
      byte[] answer = ("Host " + host + " is not a name of this server\n").getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
      exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
      exchange.sendResponseHeaders(403, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  boolean takes(String header) {
    if (header == null) {
      return false;
    }
    String host = PORT.matcher(header.strip().toLowerCase(Locale.ROOT)).replaceFirst("");
    return LOOPBACK.matcher(host).matches()
        || names.contains(host)
        || (!onLoopback && ADDRESS.matcher(host).matches());
  }

  @Override
  public String description() {
    return "refuses other hosts' names";
  }
}
