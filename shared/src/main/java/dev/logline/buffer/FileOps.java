package dev.logline.buffer;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/** What the spool asks of a file system; a test has one that fails. */
class FileOps {
  private static final int CHUNK = 1 << 16;

  /** The least that systems have. */
  private static final int PAGE = 4096;

  /** Creates a directory that only its owner may enter. */
  void createDirectory(Path directory) throws IOException {
    Files.createDirectories(directory, ownerOnly(directory, "rwx------"));
  }

  /** Creates an empty file that only its owner may read. */
  void createFile(Path file) throws IOException {
    Files.createFile(file, ownerOnly(file, "rw-------"));
  }

  private static FileAttribute<?>[] ownerOnly(Path path, String permissions) {
    boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  /**
   * A new file of {@code bytes} that begins with {@code header}, mapped. Every block is really
   * written before: a store into a mapped file for which the disk has no block raises an Error, at
   * any time and in any thread.
   */
  MappedByteBuffer allocate(Path file, byte[] header, int bytes) throws IOException {
    createFile(file);
    try (RandomAccessFile opened = new RandomAccessFile(file.toFile(), "rw")) {
      opened.write(header);
      byte[] zeros = new byte[CHUNK];
      for (int left = bytes - header.length; left > 0; left -= CHUNK) {
        opened.write(zeros, 0, Math.min(left, CHUNK));
      }
      MappedByteBuffer mapped = opened.getChannel().map(FileChannel.MapMode.READ_WRITE, 0, bytes);
      for (int page = 0; page < bytes; page += PAGE) {
        mapped.put(page, mapped.get(page)); // else the first record on each page waits for that
      }
      return mapped;
    } catch (IOException | RuntimeException | Error e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  /** Replaces a small file as a whole. */
  void replace(Path file, byte[] bytes) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    createFile(fresh);
    Files.write(fresh, bytes);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  byte[] read(Path file) throws IOException {
    return Files.readAllBytes(file);
  }

  /** Writes over a part of a file. */
  void write(Path file, long position, byte[] bytes) throws IOException {
    try (RandomAccessFile opened = new RandomAccessFile(file.toFile(), "rw")) {
      opened.seek(position);
      opened.write(bytes);
    }
  }

  /** Gives back what stands behind {@code size}. Nobody may touch a mapping of that again. */
  void truncate(Path file, long size) throws IOException {
    try (FileChannel opened = FileChannel.open(file, StandardOpenOption.WRITE)) {
      opened.truncate(size);
    }
  }

  /** Writes {@code value} at each of the positions. */
  void mark(Path file, long[] positions, byte value) throws IOException {
    try (RandomAccessFile opened = new RandomAccessFile(file.toFile(), "rw")) {
      for (long position : positions) {
        opened.seek(position);
        opened.write(value);
      }
    }
  }

  /** Forces what was stored in a mapped file to the disk. */
  void force(MappedByteBuffer mapped) {
    mapped.force();
  }

  /** Forces the names in a directory to the disk, where that can be done. */
  void forceDirectory(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory)) {
      channel.force(true);
    }
  }

  /**
   * Deletes a file and gives its blocks back at once, although it may be mapped until the next
   * garbage collection. Nobody may touch that mapping again.
   */
  void discard(Path file) throws IOException {
    try (RandomAccessFile opened = new RandomAccessFile(file.toFile(), "rw")) {
      opened.setLength(0);
    }
    Files.deleteIfExists(file);
  }

  void delete(Path path) throws IOException {
    Files.deleteIfExists(path);
  }

  void rename(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
  }

  /** What is in a directory, by name. */
  List<Path> list(Path directory) throws IOException {
    try (Stream<Path> paths = Files.list(directory)) {
      return paths.sorted().toList();
    }
  }

  long size(Path file) throws IOException {
    return Files.size(file);
  }

  /** A buffer over the whole of {@code bytes}, in the byte order of the format. */
  static ByteBuffer view(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(java.nio.ByteOrder.LITTLE_ENDIAN);
  }
}
