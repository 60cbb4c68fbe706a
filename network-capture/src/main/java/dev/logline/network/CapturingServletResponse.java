package dev.logline.network;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A response of which is kept what the application writes. */
final class CapturingServletResponse extends HttpServletResponseWrapper {
  private final CapturedBody body;
  private ServletOutputStream stream;
  private PrintWriter writer;

  CapturingServletResponse(HttpServletResponse response, CapturedBody body) {
    super(response);
    this.body = body;
  }

  Map<String, List<String>> headers() {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    super.getHeaderNames().forEach(name -> headers.put(name, List.copyOf(super.getHeaders(name))));
    if (super.getContentType() != null && super.getHeader("Content-Type") == null) {
      headers.put("Content-Type", List.of(super.getContentType()));
    }
    return headers;
  }

  CapturedBody body() {
    return body;
  }

  @Override
  public ServletOutputStream getOutputStream() throws IOException {
    if (stream == null) {
      stream = new Stream(super.getOutputStream());
    }
    return stream;
  }

  @Override
  public PrintWriter getWriter() throws IOException {
    if (writer == null) {
      writer = new Writer(super.getWriter());
    }
    return writer;
  }

  private final class Stream extends ServletOutputStream {
    private final ServletOutputStream out;

    Stream(ServletOutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int singleByte) throws IOException {
      out.write(singleByte);
      body.add(singleByte);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
      body.add(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }

    @Override
    public void close() throws IOException {
      out.close();
    }

    @Override
    public boolean isReady() {
      return out.isReady();
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      out.setWriteListener(listener);
    }
  }

  /** Around the container's own, which knows whether something went wrong. */
  private final class Writer extends PrintWriter {
    Writer(PrintWriter out) {
      super(out);
    }

    @Override
    public void write(int singleChar) {
      super.write(singleChar);
      body.add(String.valueOf((char) singleChar));
    }

    @Override
    public void write(char[] chars, int offset, int length) {
      super.write(chars, offset, length);
      body.add(new String(chars, offset, length));
    }

    @Override
    public void write(String text, int offset, int length) {
      super.write(text, offset, length);
      body.add(text.substring(offset, offset + length));
    }

    /** Which would go past the methods above. */
    @Override
    public void println() {
      write(System.lineSeparator());
    }
  }
}
