package dev.logline.examples.networkcapture;

import dev.logline.network.NetworkCapture;
import dev.logline.network.NetworkCaptureServletFilter;
import jakarta.servlet.DispatcherType;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * Servlets that ask the accounts. The javaagent makes the spans; what is captured on them takes one
 * line for the server, one for the client and one for the servlets.
 */
public final class Shop {
  /** The port that people use; tests ask for any that is free. */
  static final int DEFAULT_PORT = 8084;

  static final String LISTENING = "listening on ";

  private Shop() {}

  /** Serves on the port that is given, or 8084, until the process ends. */
  public static void main(String[] args) throws Exception {
    NetworkCapture capture = NetworkCapture.create();
    URI accounts = Accounts.start(capture);
    HttpClient client = capture.wrap(HttpClient.newHttpClient());

    ServletContextHandler context = new ServletContextHandler();
    FilterHolder filter = new FilterHolder(new NetworkCaptureServletFilter(capture));
    filter.setAsyncSupported(true);
    context.addFilter(filter, "/*", EnumSet.of(DispatcherType.REQUEST));
    context.addServlet(new ServletHolder(new Login(client, accounts)), "/login");

    Server server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    connector.setPort(args.length == 0 ? DEFAULT_PORT : Integer.parseInt(args[0]));
    server.addConnector(connector);
    server.setHandler(context);
    server.start();
    System.out.println(LISTENING + "http://127.0.0.1:" + connector.getLocalPort());
  }
}
