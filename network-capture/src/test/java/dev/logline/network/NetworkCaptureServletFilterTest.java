package dev.logline.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Scope;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
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
import java.util.EnumSet;
import java.util.Map;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** In a real container. */
class NetworkCaptureServletFilterTest extends CaptureFixture {
  private static final String JSON = "{\"user\":\"ann\",\"password\":\"hunter2\"}";
  private static final String REDACTED = "{\"user\":\"ann\",\"password\":\"REDACTED\"}";

  private Server server;

  /** What a test's servlet does. */
  private interface Service {
    void serve(HttpServletRequest request, HttpServletResponse response)
        throws IOException, ServletException;
  }

  private static final class ServiceServlet extends HttpServlet {
    private static final long serialVersionUID = 1;
    private final transient Service service;

    ServiceServlet(Service service) {
      this.service = service;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws IOException, ServletException {
      service.serve(request, response);
    }
  }

  /** What an application has that traces its servlets. */
  private static final class Spans implements Filter {
    @Override
    @SuppressWarnings("try") // the scope is there to be closed
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
        throws IOException, ServletException {
      Span span = tracer().spanBuilder("servlet").setSpanKind(SpanKind.SERVER).startSpan();
      try (Scope scope = span.makeCurrent()) {
        chain.doFilter(request, response);
      } finally {
        if (request.isAsyncStarted()) {
          request.getAsyncContext().addListener(new EndOfSpan(span));
        } else {
          span.end();
        }
      }
    }
  }

  private URI serve(Map<String, String> parameters, Service service) throws Exception {
    server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler();
    context.addFilter(
        async(new FilterHolder(new Spans())), "/*", EnumSet.of(DispatcherType.REQUEST));
    FilterHolder filter = async(new FilterHolder(new NetworkCaptureServletFilter()));
    filter.setInitParameters(parameters);
    context.addFilter(filter, "/*", EnumSet.of(DispatcherType.REQUEST));
    ServletHolder servlet = new ServletHolder(new ServiceServlet(service));
    servlet.setAsyncSupported(true);
    context.addServlet(servlet, "/*");
    server.setHandler(context);
    server.start();
    return URI.create("http://127.0.0.1:" + connector.getLocalPort() + "/login?user=query&a=b");
  }

  private static FilterHolder async(FilterHolder filter) {
    filter.setAsyncSupported(true);
    return filter;
  }

  @AfterEach
  void stopServer() throws Exception {
    server.stop();
  }

  private static HttpResponse<String> post(URI uri, String type, String body)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(uri)
                .header("Content-Type", type)
                .header("Cookie", "id=hunter2")
                .POST(BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
  }

  private Map<String, String> captured() throws Exception {
    server.stop();
    return captured(io.opentelemetry.proto.trace.v1.Span.SpanKind.SPAN_KIND_SERVER);
  }

  @Test
  void streams() throws Exception {
    URI uri =
        serve(
            Map.of(),
            (request, response) -> {
              byte[] body = request.getInputStream().readAllBytes();
              response.setContentType("application/json");
              response.getOutputStream().write(body);
              response.getOutputStream().print(" ");
            });
    assertThat(post(uri, "application/json", JSON).body()).isEqualTo(JSON + " ");
    assertThat(captured())
        .contains(
            entry("http.request.header.cookie", "REDACTED"),
            entry("http.request.body", REDACTED),
            entry("http.request.body.size", "35"),
            entry("http.response.header.content-type", "application/json"),
            entry("http.response.body", REDACTED + " "),
            entry("http.response.body.size", "36"));
  }

  @Test
  void readersAndWriters() throws Exception {
    URI uri =
        serve(
            Map.of(),
            (request, response) -> {
              String body = request.getReader().readLine();
              response.setContentType("text/plain;charset=utf-8");
              response.getWriter().println("ü " + body.length());
              response.getWriter().printf("%s%n", "token=" + 1).append('c').write("end");
              assertThat(response.getWriter().checkError()).isFalse();
            });
    assertThat(post(uri, "application/json", JSON).body()).isEqualTo("ü 35\ntoken=1\ncend");
    assertThat(captured())
        .contains(
            entry("http.request.body", REDACTED),
            entry("http.response.body", "ü 35\ntoken=REDACTED\ncend"),
            entry("http.response.body.size", "18"));
  }

  @Test
  void aFormThatTheContainerReads() throws Exception {
    URI uri =
        serve(
            Map.of(),
            (request, response) -> response.getWriter().print(request.getParameter("password")));
    assertThat(
            post(uri, "application/x-www-form-urlencoded", "user=ann&password=hunter2&x=%26")
                .body())
        .isEqualTo("hunter2");
    assertThat(captured()).contains(entry("http.request.body", "user=ann&password=REDACTED&x=%26"));
  }

  @Test
  void aQueryThatIsNotWellFormedIsNoneOfOurs() throws Exception {
    URI uri =
        serve(
            Map.of(),
            (request, response) ->
                response.getWriter().print(request.getParameterMap().get("user").length));
    String target = "/login?user=query&a%zz=1";
    String answer = Raw.post(uri.getAuthority(), target, "user=ann&password=hunter2");
    assertThat(answer).doesNotContain("IllegalArgument").doesNotContain(" 500 ");
    assertThat(captured()).containsKey("http.request.header.content-type");
  }

  @Test
  void aCharsetThatCannotBeWrittenIsRead() throws Exception {
    URI uri =
        serve(
            Map.of(),
            (request, response) -> response.getWriter().print(request.getReader().readLine()));
    assertThat(post(uri, "text/plain;charset=ISO-2022-CN", "abc").body()).isEqualTo("abc");
    assertThat(captured()).contains(entry("http.request.body", "abc"));
  }

  @Test
  void textOfAnyCharsetIsCapturedAsItIs() throws Exception {
    URI uri =
        serve(
            Map.of(),
            (request, response) -> {
              response.setContentType("text/plain;charset=UTF-16");
              response.getWriter().write("a");
              response.getWriter().write("ü");
            });
    assertThat(post(uri, "text/plain", "").statusCode()).isEqualTo(200);
    assertThat(captured()).contains(entry("http.response.body", "aü"));
  }

  @Test
  void anAsynchronousServlet() throws Exception {
    URI uri =
        serve(
            Map.of(),
            (request, response) -> {
              AsyncContext async = request.startAsync(request, response);
              async.start(
                  () -> {
                    try {
                      response.setContentType("application/json");
                      async.getResponse().getOutputStream().print(JSON);
                    } catch (IOException e) {
                      throw new AssertionError(e);
                    } finally {
                      async.complete();
                    }
                  });
            });
    assertThat(post(uri, "text/plain", "").body()).isEqualTo(JSON);
    assertThat(captured()).contains(entry("http.response.body", REDACTED));
  }

  @Test
  void initParameters() throws Exception {
    URI uri =
        serve(
            Map.of("maxBodyBytes", "20", "contentTypes", "text/*", "redact", "patient, Room"),
            (request, response) -> {
              response.setHeader("X-Room", "4");
              response.setContentType("text/csv");
              response.getWriter().print(request.getReader().readLine());
            });
    post(uri, "text/csv", "patient=4711 and more of it");
    assertThat(captured())
        .contains(
            entry("http.request.body", "patient=REDACTED"),
            entry("http.response.header.x-room", "REDACTED"),
            entry("http.response.body", "patient=REDACTED"));
  }

  @Test
  void badInitParametersCaptureNothingAndStopNobody() throws Exception {
    URI uri =
        serve(
            Map.of("maxBodyBytes", "much"),
            (request, response) -> response.getWriter().print("served"));
    assertThat(post(uri, "text/plain", "x").body()).isEqualTo("served");
    assertThat(captured()).isEmpty();
  }

  @Test
  void anErrorIsTheApplications() throws Exception {
    URI uri =
        serve(
            Map.of(),
            (request, response) -> {
              request.getInputStream().readAllBytes();
              response.sendError(418, "played");
            });
    assertThat(post(uri, "text/plain", "why").statusCode()).isEqualTo(418);
    assertThat(captured()).contains(entry("http.request.body", "why"));
  }
}
