package se.iopledger.local.folder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;
import se.iopledger.local.screen.CannotContinue;

/**
 * The folder that holds everything a run leaves behind, locked while it is open. A folder is ours only when it carries
 * our marker: nothing else is ever written into or deleted.
 */
public final class DataFolder implements AutoCloseable {

    static final String MARKER = "this-is-an-iop-ledger-data-folder";
    static final String LOCK = "lock";

    private final Path root;
    private final FileChannel lockChannel;

    private DataFolder(Path root, FileChannel lockChannel) {
        this.root = root;
        this.lockChannel = lockChannel;
    }

    /**
     * Opens the folder, creating it if it is absent or empty.
     *
     * @throws CannotContinue if another run holds it, or if it is somebody else's folder
     */
    public static DataFolder open(Path folder) {
        Path root = folder.toAbsolutePath().normalize();
        try {
            claim(root);
            return new DataFolder(root, lock(root));
        } catch (IOException e) {
            throw new CannotContinue("The data folder " + root + " cannot be used: " + e, e);
        }
    }

    private static void claim(Path root) throws IOException {
        if (!Files.exists(root)) {
            createPrivately(root);
        }
        if (!Files.isDirectory(root)) {
            throw new CannotContinue(root + " is not a folder; set IOP_DATA to another place.");
        }
        if (!Files.exists(root.resolve(MARKER))) {
            if (!isEmpty(root)) {
                throw new CannotContinue(
                        root
                                + " holds files that are not ours and is left alone; set IOP_DATA to an empty or absent folder.");
            }
            Files.createFile(root.resolve(MARKER));
        }
    }

    private static void createPrivately(Path folder) throws IOException {
        Path parent = folder.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Files.createDirectory(folder);
        if (isPosix(folder)) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (DirectoryStream<Path> content = Files.newDirectoryStream(folder)) {
            return !content.iterator().hasNext();
        }
    }

    private static FileChannel lock(Path root) throws IOException {
        FileChannel channel = FileChannel.open(
                root.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (tryLock(channel) == null) {
            String owner = read(channel);
            channel.close();
            throw new CannotContinue(
                    "Another quickstart (" + owner + ") is using " + root + "; stop it first, or set IOP_DATA.");
        }
        channel.truncate(0);
        String owner = "process " + ProcessHandle.current().pid();
        channel.write(ByteBuffer.wrap(owner.getBytes(StandardCharsets.UTF_8)), 0);
        return channel;
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(100);
        int length = channel.read(content, 0);
        return length <= 0 ? "process unknown" : new String(content.array(), 0, length, StandardCharsets.UTF_8);
    }

    /** Deletes all that earlier runs left behind; the folder stays open and locked. Links are not followed. */
    public void deleteContents() {
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    boolean ours = root.equals(file.getParent()) && (file.endsWith(MARKER) || file.endsWith(LOCK));
                    if (!ours) {
                        Files.delete(file);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
                        throws IOException {
                    if (failure != null) {
                        throw failure;
                    }
                    if (!folder.equals(root)) {
                        Files.delete(folder);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new CannotContinue("The data folder " + root + " cannot be emptied: " + e, e);
        }
    }

    public Path root() {
        return root;
    }

    /** @return a folder below the root, created if absent */
    public Path folder(String name) {
        try {
            return Files.createDirectories(root.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return a file directly in the root, which may be absent */
    public Path file(String name) {
        return root.resolve(name);
    }

    @Override
    public void close() {
        try {
            lockChannel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
