package dev.logline.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTextTest {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String CANARY = "hunter2";

  private final Secrets secrets = new Secrets(Set.of());

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          {"user": "ann", "password": "x"}        | {"user": "ann", "password": "REDACTED"}
          {"password":{"a":["}",1]},"b":true}     | {"password":"REDACTED","b":true}
          {"pin":1234,"n":-1.5e+3}                | {"pin":"REDACTED","n":-1.5e+3}
          {"token" : null}                        | {"token" : "REDACTED"}
          {"pass\\u0077ord":"x"}                  | {"pass\\u0077ord":"REDACTED"}
          [{"apiKey":"a\\"b"},{"id":7}]           | [{"apiKey":"REDACTED"},{"id":7}]
          {"payload":"{\\"token\\":\\"x\\"}"}     | {"payload":"REDACTED"}
          {"query":"login(password: \\"x\\")"}    | {"query":"REDACTED"}
          {"password":"x                          | {"password":"REDACTED"
          {"secrets":[1,2                         | {"secrets":"REDACTED"
          {"a":"password"}                        | {"a":"password"}
          {"a":tr                                 | {"a":tr
          {a:1,"b":2}                             | {
          {"a":1} {"password":"x"}                | {"a":1} {"password":"REDACTED"}
          {'password':'x'}                        | {
          """)
  void examples(String text, String redacted) {
    assertThat(JsonText.redact(text, secrets)).isEqualTo(redacted);
  }

  @Property(tries = 500)
  void noSecretIsLeftWhereverTheTextEnds(@ForAll("documents") JsonNode document)
      throws JsonProcessingException {
    String text = MAPPER.writeValueAsString(document);
    for (int end = 0; end <= text.length(); end++) {
      assertThat(JsonText.redact(text.substring(0, end), secrets)).doesNotContain(CANARY);
    }
  }

  @Property(tries = 500)
  void allElseIsAsItWas(@ForAll("documents") JsonNode document) throws JsonProcessingException {
    String text = MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(document);
    assertThat(MAPPER.readTree(JsonText.redact(text, secrets))).isEqualTo(expected(document));
  }

  private static JsonNode expected(JsonNode node) {
    if (node instanceof ObjectNode object) {
      ObjectNode copy = NODES.objectNode();
      object
          .properties()
          .forEach(
              field ->
                  copy.set(
                      field.getKey(),
                      field.getKey().equals("password")
                          ? NODES.textNode(Secrets.REDACTED)
                          : expected(field.getValue())));
      return copy;
    } else if (node instanceof ArrayNode array) {
      ArrayNode copy = NODES.arrayNode();
      array.forEach(element -> copy.add(expected(element)));
      return copy;
    }
    return node;
  }

  /** Any, with the canary wherever there is a password, and nowhere else. */
  @Provide
  Arbitrary<JsonNode> documents() {
    Arbitrary<JsonNode> leaves =
        Arbitraries.oneOf(
            Arbitraries.strings().ofMaxLength(8).map(NODES::textNode),
            Arbitraries.integers().map(NODES::numberNode),
            Arbitraries.doubles().map(NODES::numberNode),
            Arbitraries.of(true, false).map(NODES::booleanNode),
            Arbitraries.just(NODES.nullNode()));
    return Arbitraries.recursive(
        () -> leaves,
        parts ->
            Arbitraries.oneOf(
                parts, parts.list().ofMaxSize(3).map(JsonTextTest::array), objects(parts)),
        3);
  }

  private static Arbitrary<JsonNode> objects(Arbitrary<JsonNode> parts) {
    Arbitrary<String> names = Arbitraries.strings().alpha().ofMaxLength(2);
    return Combinators.combine(
            names.list().uniqueElements().ofSize(2),
            parts.list().ofSize(2),
            Arbitraries.of(0, 1, 2, 3))
        .as(JsonTextTest::object);
  }

  private static JsonNode array(List<JsonNode> elements) {
    return NODES.arrayNode().addAll(elements);
  }

  private static JsonNode object(List<String> names, List<JsonNode> values, int secret) {
    ObjectNode object = NODES.objectNode();
    object.set(names.get(0), values.get(0));
    switch (secret) {
      case 1 -> object.put("password", CANARY + "\\\"" + CANARY);
      case 2 -> object.set("password", NODES.arrayNode().add(CANARY).add(values.get(1)));
      case 3 -> object.set("password", NODES.objectNode().put("}", CANARY));
      default -> {}
    }
    object.set(names.get(1), values.get(1));
    return object;
  }
}
