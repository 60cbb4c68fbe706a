package dev.logline.diagnose;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

/** Passes what the pipeline has to say to every framework in it, and remembers the last of it. */
public final class StatusBoard implements StatusPort {
  private static final int REMEMBERED = 64;

  private final List<StatusPort> ports = new CopyOnWriteArrayList<>();
  private final Deque<String> messages = new ArrayDeque<>(); // guarded by itself

  public void add(StatusPort port) {
    ports.add(port);
  }

  public void remove(StatusPort port) {
    ports.remove(port);
  }

  @Override
  public void say(Grade grade, String message, Throwable cause) {
    remember(grade + ": " + message + (cause == null ? "" : " (" + cause + ")"));
    for (StatusPort port : ports) {
      try {
        port.say(grade, message, cause);
      } catch (Throwable e) {
        remember("a status channel failed: " + Objects.toString(e.getMessage(), e.toString()));
      }
    }
  }

  @Override
  public boolean isStderr() {
    return ports.stream().anyMatch(StatusPort::isStderr);
  }

  private void remember(String message) {
    synchronized (messages) {
      if (messages.size() == REMEMBERED) {
        messages.removeFirst();
      }
      messages.addLast(message);
    }
  }

  /** The last messages, oldest first. */
  public List<String> messages() {
    synchronized (messages) {
      return List.copyOf(messages);
    }
  }
}
