package dev.logline.diagnose;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

/** Passes what the pipeline has to say to every framework in it, and remembers the last of it. */
public final class StatusBoard implements StatusPort {
  private static final int REMEMBERED = 64;

  private final List<StatusPort> ports = new CopyOnWriteArrayList<>();
  private final Deque<String> messages = new ArrayDeque<>(); // guarded by itself
  private volatile List<String> secrets = List.of();

  /** Shows {@code ***} for these from now on: a server may well repeat the token it was sent. */
  public void conceal(Collection<String> secrets) {
    this.secrets = List.copyOf(secrets);
  }

  private String withoutSecrets(String text) {
    String shown = text;
    for (String secret : secrets) {
      shown = shown.replace(secret, "***");
    }
    return shown;
  }

  public void add(StatusPort port) {
    ports.add(port);
  }

  public void remove(StatusPort port) {
    ports.remove(port);
  }

  @Override
  public void say(Grade grade, String text, Throwable thrown) {
    String message = withoutSecrets(text);
    String told = thrown == null ? "" : withoutSecrets(thrown.toString());
    boolean tells = thrown != null && !told.equals(thrown.toString());
    Throwable cause = tells ? null : thrown; // what it says is said, but for the secret
    message += tells ? " (" + told + ")" : "";
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
