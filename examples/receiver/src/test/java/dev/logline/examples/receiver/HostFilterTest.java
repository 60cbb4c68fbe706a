package dev.logline.examples.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

final class HostFilterTest {
  private final HostFilter onLoopback = new HostFilter(true, Set.of("host.docker.internal"));
  private final HostFilter onAll = new HostFilter(false, Set.of());

  @Test
  void takesTheLoopbacksNames() {
    for (String host :
        new String[] {"localhost", "LocalHost:4318", "a.localhost", "127.0.0.1:80"}) {
      assertThat(onLoopback.takes(host)).as(host).isTrue();
      assertThat(onAll.takes(host)).as(host).isTrue();
    }
    assertThat(onLoopback.takes("[::1]:4318")).isTrue();
    assertThat(onLoopback.takes("[0:0:0:0:0:0:0:1]:4318")).isTrue();
    assertThat(onLoopback.takes("[::2]:4318")).isFalse();
  }

  @Test
  void takesNamesThatAreAllowed() {
    assertThat(onLoopback.takes("host.docker.internal:4318")).isTrue();
    assertThat(onAll.takes("host.docker.internal:4318")).isFalse();
  }

  @Test
  void refusesOtherNames() {
    for (String host :
        new String[] {
          null,
          "",
          "evil.example",
          "evil.example:4318",
          "localhost.evil.example",
          "127.0.0.1.evil.example",
          "127.0.0.1:4318@evil.example",
          "xlocalhost"
        }) {
      assertThat(onLoopback.takes(host)).as(host).isFalse();
      assertThat(onAll.takes(host)).as(host).isFalse();
    }
  }

  @Test
  void takesAddressesWhenNotOnTheLoopback() {
    assertThat(onLoopback.takes("192.168.0.7:4318")).isFalse();
    assertThat(onAll.takes("192.168.0.7:4318")).isTrue();
    assertThat(onAll.takes("[fe80::1]:4318")).isTrue();
  }
}
