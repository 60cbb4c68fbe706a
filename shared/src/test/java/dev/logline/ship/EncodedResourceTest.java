package dev.logline.ship;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logline.logrecord.ProtoWriter;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.sdk.resources.Resource;
import java.util.List;
import org.junit.jupiter.api.Test;

class EncodedResourceTest {
  private final EncodedResource encoded =
      EncodedResource.of(
          Resource.create(
              Attributes.builder()
                  .put("service.name", "shop")
                  .put("service.instance.id", "7")
                  .put("process.pid", 42)
                  .build(),
              "https://opentelemetry.io/schemas/1.37.0"));

  private static ResourceLogs decode(EncodedResource resource) throws Exception {
    ProtoWriter out = new ProtoWriter(64);
    resource.writeResource(out);
    resource.writeSchemaUrl(out);
    return ResourceLogs.parseFrom(java.util.Arrays.copyOf(out.array(), out.size()));
  }

  private static List<String> names(ResourceLogs logs) {
    return logs.getResource().getAttributesList().stream().map(KeyValue::getKey).toList();
  }

  @Test
  void comesOutOfAFileAsItWentIn() throws Exception {
    ResourceLogs logs = decode(EncodedResource.of(encoded.toBytes()));
    assertThat(logs).isEqualTo(decode(encoded));
    assertThat(names(logs)).contains("service.name", "service.instance.id", "process.pid");
    assertThat(logs.getSchemaUrl()).endsWith("1.37.0");
  }

  @Test
  void forAnotherRunItIsWithoutWhatOnlyHoldsForThisProcess() throws Exception {
    ResourceLogs logs = decode(encoded.ofAnyInstance());
    assertThat(names(logs)).containsExactly("service.name");
    assertThat(logs.getSchemaUrl()).endsWith("1.37.0");
  }
}
