package dev.logline.network;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.Part;
import java.io.BufferedReader;
import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
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
    ContentType type = ContentType.parse(super.getContentType());
    if (body.size() == 0 && parametersRead && type.isForm()) {
      byte[] form = form(type.charset()).getBytes(type.charset());
      body.add(form, 0, form.length);
    }
    return body;
  }

  /** The parameters without those of the query, which come first among those of their name. */
  private String form(Charset charset) {
    Map<String, Integer> inQuery = new HashMap<>();
    String query = super.getQueryString();
    if (query != null) {
      for (String field : query.split("&")) {
        int equals = field.indexOf('=');
        String name = equals < 0 ? field : field.substring(0, equals);
        inQuery.merge(URLDecoder.decode(name, StandardCharsets.UTF_8), 1, Integer::sum);
      }
    }
    StringBuilder form = new StringBuilder();
    super.getParameterMap()
        .forEach(
            (name, values) -> {
              for (int i = inQuery.getOrDefault(name, 0); i < values.length; i++) {
                form.append(form.isEmpty() ? "" : "&")
                    .append(URLEncoder.encode(name, charset))
                    .append('=')
                    .append(URLEncoder.encode(values[i], charset));
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
  public Part getPart(String name) throws IOException, ServletException {
    parametersRead = true;
    return super.getPart(name);
  }

  @Override
  public Collection<Part> getParts() throws IOException, ServletException {
    parametersRead = true;
    return super.getParts();
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
      Charset charset = ContentType.parse(super.getContentType()).charset();
      reader = new BufferedReader(new Characters(super.getReader(), charset));
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
    private final Charset charset;

    Characters(Reader in, Charset charset) {
      super(in);
      this.charset = charset;
    }

    @Override
    public int read() throws IOException {
      int read = in.read();
      if (read >= 0) {
        add(new char[] {(char) read}, 0, 1);
      }
      return read;
    }

    @Override
    public int read(char[] chars, int offset, int length) throws IOException {
      int read = in.read(chars, offset, length);
      if (read > 0) {
        add(chars, offset, read);
      }
      return read;
    }

    private void add(char[] chars, int offset, int length) {
      byte[] bytes = new String(chars, offset, length).getBytes(charset);
      body.add(bytes, 0, bytes.length);
    }
  }
}
