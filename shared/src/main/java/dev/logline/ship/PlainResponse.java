package dev.logline.ship;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow.Subscription;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An answer of HTTP/1.1, read from bytes as they come.
 *
 * <p>Source: RFC 9112, sections 4 (status line), 5 (fields), 6.3 (how long a body is) and 7.1
 * (chunks); RFC 9110, section 15.2 (1xx).
 */
final class PlainResponse<T> implements HttpResponse.ResponseInfo, Subscription {
  /** Of a head, and of all that is beside the data of chunks. */
  private static final int MOST_TEXT = 64 * 1024;

  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.([01]) (\\d{3})(?: .*)?");
  private static final Pattern FIELD = Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):(.*)");
  private static final Pattern CHUNK = Pattern.compile("([0-9A-Fa-f]{1,15})[ \\t]*(?:;.*)?");
  private static final long UNTIL_CLOSED = Long.MAX_VALUE;

  /** What the next bytes are. */
  private enum Part {
    HEAD,
    BODY,
    CHUNK_SIZE,
    CHUNK,
    CHUNK_END,
    TRAILER,
    NOTHING
  }

  private final BodyHandler<T> handler;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(128);
  private final List<String> head = new ArrayList<>();
  private Part part = Part.HEAD;
  private int text; // bytes of lines
  private long left; // bytes of the body or the chunk
  private int status;
  private boolean keepsAlive;
  private boolean cancelled;
  private HttpHeaders headers;
  private BodySubscriber<T> subscriber;

  PlainResponse(BodyHandler<T> handler) {
    this.handler = handler;
  }

  boolean isComplete() {
    return part == Part.NOTHING;
  }

  /** Whether the other side expects another request. */
  boolean keepsAlive() {
    return keepsAlive;
  }

  /**
   * Takes what has come; what is behind the answer's end is left.
   *
   * @throws ProtocolException if it is no answer of HTTP/1.1
   */
  void accept(ByteBuffer in) throws IOException {
    while (in.hasRemaining() && !isComplete()) {
      if (part == Part.BODY || part == Part.CHUNK) {
        takeData(in);
      } else if (readLine(in)) {
        String read = line.toString(ISO_8859_1);
        line.reset();
        takeLine(read.endsWith("\r") ? read.substring(0, read.length() - 1) : read);
      }
    }
  }

  /**
   * Nothing comes any more.
   *
   * @throws EOFException if the answer is not whole
   */
  void end() throws IOException {
    if (part != Part.BODY || left != UNTIL_CLOSED) {
      throw new EOFException(
          status == 0
              ? "the connection was closed before an answer came"
              : "the connection was closed in the middle of an answer");
    }
    complete();
  }

  private boolean readLine(ByteBuffer in) throws IOException {
    while (in.hasRemaining()) {
      byte next = in.get();
      if (++text > MOST_TEXT) {
        throw new ProtocolException("an answer whose head is larger than " + MOST_TEXT + " bytes");
      }
      if (next == '\n') {
        return true;
      }
      line.write(next);
    }
    return false;
  }

  private void takeLine(String read) throws IOException {
    switch (part) {
      case HEAD -> {
        if (!read.isEmpty()) {
          head.add(read);
        } else if (!head.isEmpty()) {
          takeHead();
        }
      }
      case CHUNK_SIZE -> {
        left = Long.parseLong(match(CHUNK, read, "the size of a chunk").group(1), 16);
        part = left == 0 ? Part.TRAILER : Part.CHUNK;
      }
      case CHUNK_END -> {
        if (!read.isEmpty()) {
          throw new ProtocolException("an answer with a chunk that is longer than it says");
        }
        part = Part.CHUNK_SIZE;
      }
      default -> {
        if (read.isEmpty()) {
          complete(); // fields behind the body say nothing here
        }
      }
    }
  }

  private static Matcher match(Pattern pattern, String read, String what) throws ProtocolException {
    Matcher matcher = pattern.matcher(read);
    if (!matcher.matches()) {
      throw new ProtocolException("an answer with '" + ForeignText.of(read) + "' as " + what);
    }
    return matcher;
  }

  private void takeHead() throws IOException {
    Matcher first = match(STATUS, head.get(0), "its first line");
    int code = Integer.parseInt(first.group(2));
    Map<String, List<String>> fields = fields();
    head.clear();
    if (code == 101) {
      throw new ProtocolException("an answer that changes the protocol, which nobody asked for");
    } else if (code < 200) {
      return; // another head follows
    }
    status = code;
    headers = HttpHeaders.of(fields, (name, value) -> true);
    boolean closes = hasToken("Connection", "close");
    keepsAlive = !closes && (first.group(1).equals("1") || hasToken("Connection", "keep-alive"));
    begin();
  }

  private Map<String, List<String>> fields() throws ProtocolException {
    Map<String, List<String>> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String read : head.subList(1, head.size())) {
      Matcher field = match(FIELD, read, "a header");
      fields.computeIfAbsent(field.group(1), name -> new ArrayList<>()).add(field.group(2).strip());
    }
    return fields;
  }

  private boolean hasToken(String field, String token) {
    return headers.allValues(field).stream()
        .flatMap(value -> List.of(value.toLowerCase(Locale.ROOT).split(",")).stream())
        .anyMatch(found -> found.strip().equals(token));
  }

  private void begin() throws IOException {
    subscriber = handler.apply(this);
    subscriber.onSubscribe(this);
    List<String> codings = headers.allValues("Transfer-Encoding");
    if (status == 204 || status == 304) {
      complete();
    } else if (hasToken("Transfer-Encoding", "chunked")) {
      part = Part.CHUNK_SIZE;
    } else {
      left = codings.isEmpty() ? contentLength() : UNTIL_CLOSED;
      part = Part.BODY;
      keepsAlive &= left != UNTIL_CLOSED;
      if (left == 0) {
        complete();
      }
    }
  }

  private long contentLength() throws ProtocolException {
    List<String> lengths = headers.allValues("Content-Length").stream().distinct().toList();
    if (lengths.isEmpty()) {
      return UNTIL_CLOSED;
    }
    if (lengths.size() > 1 || !lengths.get(0).matches("\\d{1,18}")) {
      throw new ProtocolException(
          "an answer whose Content-Length is " + ForeignText.of(lengths.toString()));
    }
    return Long.parseLong(lengths.get(0));
  }

  private void takeData(ByteBuffer in) throws IOException {
    int length = (int) Math.min(left, in.remaining());
    subscriber.onNext(List.of(in.slice(in.position(), length)));
    in.position(in.position() + length);
    if (cancelled) {
      keepsAlive = false;
      part = Part.NOTHING; // the subscriber says why
      return;
    }
    if (left != UNTIL_CLOSED) {
      left -= length;
    }
    if (left == 0 && part == Part.BODY) {
      complete();
    } else if (left == 0) {
      part = Part.CHUNK_END;
    }
  }

  private void complete() {
    part = Part.NOTHING;
    subscriber.onComplete();
  }

  /**
   * What the subscriber made of it, once it is complete.
   *
   * @throws IOException if it refused it
   */
  T body() throws IOException {
    try {
      return subscriber.getBody().toCompletableFuture().join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof IOException why ? why : new IOException(e.getCause());
    }
  }

  @Override
  public void request(long n) {} // all is given at once

  @Override
  public void cancel() {
    cancelled = true;
  }

  @Override
  public int statusCode() {
    return status;
  }

  @Override
  public HttpHeaders headers() {
    return headers;
  }

  @Override
  public HttpClient.Version version() {
    return HttpClient.Version.HTTP_1_1;
  }
}
