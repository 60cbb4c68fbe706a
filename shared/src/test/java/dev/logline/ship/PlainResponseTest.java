package dev.logline.ship;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers, as they are and byte by byte; {@code |} and {@code ^} are ends of a line. */
class PlainResponseTest {
  private static final int LIMIT = 1_000;

  private final PlainResponse<byte[]> response = new PlainResponse<>(BoundedBody.upTo(LIMIT));

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.replace("|", "\r\n").replace('^', '\n').getBytes(ISO_8859_1));
  }

  private void read(String text) throws IOException {
    response.accept(bytes(text));
  }

  private void readByteByByte(String text) throws IOException {
    ByteBuffer bytes = bytes(text);
    for (int i = 0; i < bytes.limit(); i++) {
      assertThat(response.isComplete()).as("complete at %d", i).isFalse();
      response.accept(bytes.slice(i, 1));
    }
  }

  private String body() throws IOException {
    return new String(response.body(), ISO_8859_1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '"',
      value = {
        "HTTP/1.1 200 OK|Content-Length: 5||hello~ 200~ hello~ true",
        "HTTP/1.1 200|content-length:5||hello~ 200~ hello~ true",
        "HTTP/1.1 200 |CONTENT-LENGTH: \t5 \t||hello~ 200~ hello~ true",
        "HTTP/1.1 200 OK^Content-Length: 5^^hello~ 200~ hello~ true",
        "||HTTP/1.1 200 OK|Content-Length: 5||hello~ 200~ hello~ true",
        "HTTP/1.1 200 OK|Content-Length: 5|Content-Length: 5||hello~ 200~ hello~ true",
        "HTTP/1.1 200 OK|Content-Length: 5|Connection: Close||hello~ 200~ hello~ false",
        "HTTP/1.1 200 OK|Content-Length: 5|Connection: a, close||hello~ 200~ hello~ false",
        "HTTP/1.0 200 OK|Content-Length: 5||hello~ 200~ hello~ false",
        "HTTP/1.0 200 OK|Content-Length: 5|Connection: keep-alive||hello~ 200~ hello~ true",
        "HTTP/1.1 503 Not now|Content-Length: 0||~ 503~ \"\"~ true",
        "HTTP/1.1 204 No Content||~ 204~ \"\"~ true",
        "HTTP/1.1 304 Not Modified|Content-Length: 5||~ 304~ \"\"~ true",
        "HTTP/1.1 100 Continue||HTTP/1.1 102 x|A: b||HTTP/1.1 200 OK|Content-Length: 1||a"
            + "~ 200~ a~ true",
        "HTTP/1.1 200 OK|Transfer-Encoding: chunked||2|he|3|llo|0||~ 200~ hello~ true",
        "HTTP/1.1 200 OK|Transfer-Encoding: Chunked|Content-Length: 1||A |0123456789|0||"
            + "~ 200~ 0123456789~ true",
        "HTTP/1.1 200 OK|Transfer-Encoding: chunked||5;a=b|hello|00|X-Sum: 1||~ 200~ hello~ true",
        "HTTP/1.1 200 OK|Transfer-Encoding: chunked||0||~ 200~ \"\"~ true"
      })
  void readsAnAnswer(String text, int status, String body, boolean keepsAlive) throws Exception {
    readByteByByte(text);

    assertThat(response.isComplete()).isTrue();
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(body()).isEqualTo(body);
    assertThat(response.keepsAlive()).isEqualTo(keepsAlive);

    PlainResponse<byte[]> atOnce = new PlainResponse<>(BoundedBody.upTo(LIMIT));
    ByteBuffer bytes = bytes(text + "more");
    atOnce.accept(bytes);
    assertThat(atOnce.isComplete()).isTrue();
    assertThat(new String(atOnce.body(), ISO_8859_1)).isEqualTo(body);
    assertThat(bytes.remaining()).isEqualTo("more".length());
  }

  @Test
  void givesTheHeaders() throws Exception {
    read("HTTP/1.1 429 Slow|Retry-After: 7|X-A: 1|x-a: a: b|Content-Length: 0||");

    assertThat(response.headers().firstValue("retry-after")).contains("7");
    assertThat(response.headers().allValues("X-A")).containsExactly("1", "a: b");
  }

  @Test
  void aBodyWithoutALengthEndsWithTheConnection() throws Exception {
    read("HTTP/1.1 200 OK||hel");
    read("lo");
    assertThat(response.isComplete()).isFalse();
    response.end();

    assertThat(response.isComplete()).isTrue();
    assertThat(body()).isEqualTo("hello");
    assertThat(response.keepsAlive()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "HTTP/1.1 200 OK|",
        "HTTP/1.1 100 Continue||",
        "HTTP/1.1 200 OK|Content-Length: 5||hell",
        "HTTP/1.1 200 OK|Transfer-Encoding: chunked||5|hello|",
        "HTTP/1.1 200 OK|Transfer-Encoding: chunked||5|hello|0|"
      })
  void anAnswerThatIsNotWholeIsAFailure(String text) throws Exception {
    read(text);

    assertThat(response.isComplete()).isFalse();
    assertThatThrownBy(response::end)
        .isInstanceOf(EOFException.class)
        .hasMessageStartingWith("the connection was closed ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '"',
      value = {
        "SSH-2.0-OpenSSH||~ 'SSH-2.0-OpenSSH' as its first line",
        "HTTP/2 200||~ 'HTTP/2 200' as its first line",
        "HTTP/1.1 101 Switching Protocols|Upgrade: x||~ changes the protocol",
        "HTTP/1.1 20||~ 'HTTP/1.1 20' as its first line",
        "HTTP/1.1 200 OK|Content Length: 1||~ 'Content Length: 1' as a header",
        "HTTP/1.1 200 OK| folded: 1||~ ' folded: 1' as a header",
        "HTTP/1.1 200 OK|Content-Length: -1||~ Content-Length is [-1]",
        "HTTP/1.1 200 OK|Content-Length: 99999999999999999999||~ Content-Length is [9",
        "HTTP/1.1 200 OK|Content-Length: 1|Content-Length: 2||~ Content-Length is [1, 2]",
        "HTTP/1.1 200 OK|Transfer-Encoding: chunked||x|~ 'x' as the size of a chunk",
        "HTTP/1.1 200 OK|Transfer-Encoding: chunked||-1|~ '-1' as the size of a chunk",
        "HTTP/1.1 200 OK|Transfer-Encoding: chunked||FFFFFFFFFFFFFFFF|~ as the size of a chunk",
        "HTTP/1.1 200 OK|Transfer-Encoding: chunked||1|ab|~ longer than it says"
      })
  void whatIsNoAnswerIsSaid(String text, String why) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(ProtocolException.class)
        .hasMessageContaining(why.strip());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "HTTP/1.1 200 OK|X: ", "HTTP/1.1 200 OK|Transfer-Encoding: chunked||0|"})
  void aHeadHasALimit(String start) throws Exception {
    read(start);

    assertThatThrownBy(() -> read("a: b|".repeat(20_000)))
        .isInstanceOf(ProtocolException.class)
        .hasMessageContaining("larger than 65536 bytes");
  }

  @Test
  void emptyLinesCountToo() {
    assertThatThrownBy(() -> read("^".repeat(70_000)))
        .isInstanceOf(ProtocolException.class)
        .hasMessageContaining("larger than 65536 bytes");
  }

  @Test
  void whatIsQuotedIsCutAndEscaped() {
    assertThatThrownBy(() -> read("x\u001b" + "y".repeat(60_000) + "||"))
        .isInstanceOf(ProtocolException.class)
        .hasMessageContaining("x\\u001by")
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(600));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK|Content-Length: 1000000||",
        "HTTP/1.1 200 OK||",
        "HTTP/1.1 200 OK|Transfer-Encoding: chunked||FFFFFF|"
      })
  void aBodyHasTheSubscribersLimit(String head) throws Exception {
    read(head);
    read("a".repeat(LIMIT));
    assertThat(response.isComplete()).isFalse();
    read("a");

    assertThat(response.isComplete()).isTrue();
    assertThat(response.keepsAlive()).isFalse();
    assertThatThrownBy(response::body).isInstanceOf(ResponseTooLargeException.class);
  }

  @Test
  void whatEverComesIsAnAnswerOrAnIoException() {
    Random random = new Random(4711);
    byte[] answer =
        bytes("HTTP/1.1 200 OK|Transfer-Encoding: chunked|Retry-After: 1||5|hello|0||").array();
    int answers = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] changed = answer.clone();
      for (int change = random.nextInt(4); change > 0; change--) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      }
      PlainResponse<byte[]> read = new PlainResponse<>(BoundedBody.upTo(LIMIT));
      try {
        read.accept(ByteBuffer.wrap(changed));
        if (!read.isComplete()) {
          read.end();
        }
        read.body();
        answers++;
      } catch (IOException e) {
        // what it cannot be read for
      }
    }
    assertThat(answers).isBetween(5_000, 19_000);
  }
}
