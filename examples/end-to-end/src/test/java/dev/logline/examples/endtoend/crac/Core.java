package dev.logline.examples.endtoend.crac;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * What a JVM with CRaC offers to {@code org.crac}, up to the image: resources are told, in the
 * order that CRaC has, and connections that are open fail the checkpoint. Then they are told of a
 * restore.
 */
public final class Core {
  private static final List<Resource> RESOURCES = new CopyOnWriteArrayList<>();

  private Core() {}

  public static Context<Resource> getGlobalContext() {
    return new Context<>() {
      @Override
      public void register(Resource resource) {
        RESOURCES.add(resource);
      }

      @Override
      public void beforeCheckpoint(Context<? extends Resource> context) {}

      @Override
      public void afterRestore(Context<? extends Resource> context) {}
    };
  }

  public static void checkpointRestore() throws Exception {
    List<Resource> order = new ArrayList<>(RESOURCES);
    for (int i = order.size() - 1; i >= 0; i--) {
      order.get(i).beforeCheckpoint(getGlobalContext());
    }
    System.gc(); // as CRaC does
    long deadline = System.nanoTime() + 10_000_000_000L; // Java 17 cannot close a client at once
    while (countOpen() > 0 && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    System.out.println("open at the checkpoint: " + countOpen());
    for (Resource resource : order) {
      resource.afterRestore(getGlobalContext());
    }
  }

  /** Established connections of this process; the program under test makes no others. */
  private static long countOpen() throws IOException {
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
      List<String> sockets =
          descriptors.map(Core::target).filter(target -> target.startsWith("socket:")).toList();
      return Stream.concat(
              Files.readAllLines(Path.of("/proc/net/tcp")).stream(),
              Files.readAllLines(Path.of("/proc/net/tcp6")).stream())
          .map(line -> line.trim().split(" +"))
          .filter(fields -> fields[3].equals("01"))
          .filter(fields -> sockets.contains("socket:[" + fields[9] + "]"))
          .count();
    }
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException e) {
      return "";
    }
  }
}
