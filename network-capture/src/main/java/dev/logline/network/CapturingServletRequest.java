package dev.logline.network;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.net.URLEncoder;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A request of which is kept what the application reads. */
final class CapturingServletRequest extends HttpServletRequestWrapper {
  private final CapturedBody body;
  private ServletInputStream stream;
  private BufferedReader reader;
  private boolean parametersRead;

  CapturingServletRequest(HttpServletRequest request, CapturedBody body) {
    super(request);
    this.body = body;
  }

  Map<String, List<String>> headers() {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    Enumeration<String> names = super.getHeaderNames(); // null where they may not be asked for
    while (names != null && names.hasMoreElements()) {
      String name = names.nextElement();
      headers.put(name, Collections.list(super.getHeaders(name)));
    }
    return headers;
  }

  /** What was read of the body, or a form's fields where the container read them itself. */
  CapturedBody body() {
    boolean form = ContentType.parse(super.getContentType()).isForm();
    if (body.size() == 0 && parametersRead && form) {
      body.add(form());
    }
    return body;
  }

  /** The parameters without those of the query, which come first among those of their name. */
  private String form() {
    Map<String, Integer> inQuery = new HashMap<>();
    String query = super.getQueryString();
    if (query != null) {
      for (String field : query.split("&")) {
        int equals = field.indexOf('=');
        String name = equals < 0 ? field : field.substring(0, equals);
        inQuery.merge(FormText.decode(name, UTF_8), 1, Integer::sum);
      }
    }
    StringBuilder form = new StringBuilder();
    super.getParameterMap()
        .forEach(
            (name, values) -> {
              for (int i = inQuery.getOrDefault(name, 0); i < values.length; i++) {
                form.append(form.isEmpty() ? "" : "&")
                    .append(URLEncoder.encode(name, UTF_8))
                    .append('=')
                    .append(URLEncoder.encode(values[i], UTF_8));
              }
            });
    return form.toString();
  }

  @Override
  public String getParameter(String name) {
    parametersRead = true;
    return super.getParameter(name);
  }

  @Override
  public Map<String, String[]> getParameterMap() {
    parametersRead = true;
    return super.getParameterMap();
  }

  @Override
  public Enumeration<String> getParameterNames() {
    parametersRead = true;
    return super.getParameterNames();
  }

  @Override
  public String[] getParameterValues(String name) {
    parametersRead = true;
    return super.getParameterValues(name);
  }

  @Override
  public ServletInputStream getInputStream() throws IOException {
    if (stream == null) {
      stream = new Stream(super.getInputStream());
    }
    return stream;
  }

  @Override
  public BufferedReader getReader() throws IOException {
    if (reader == null) {
      reader = new BufferedReader(new Characters(super.getReader()));
    }
    return reader;
  }

  private final class Stream extends ServletInputStream {
    private final ServletInputStream in;

    Stream(ServletInputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      int read = in.read();
      if (read >= 0) {
        body.add(read);
      }
      return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = in.read(bytes, offset, length);
      if (read > 0) {
        body.add(bytes, offset, read);
      }
      return read;
    }

    @Override
    public int available() throws IOException {
      return in.available();
    }

    @Override
    public boolean isFinished() {
      return in.isFinished();
    }

    @Override
    public boolean isReady() {
      return in.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
      in.setReadListener(listener);
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }

  private final class Characters extends FilterReader {
    Characters(Reader in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int read = in.read();
      if (read >= 0) {
        body.add(String.valueOf((char) read));
      }
      return read;
    }

    @Override
    public int read(char[] chars, int offset, int length) throws IOException {
      int read = in.read(chars, offset, length);
      if (read > 0) {
        body.add(new String(chars, offset, read));
      }
      return read;
    }
  }
}
