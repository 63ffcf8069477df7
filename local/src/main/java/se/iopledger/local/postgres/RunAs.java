package se.iopledger.local.postgres;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import se.iopledger.local.screen.CannotContinue;

/** How PostgreSQL is started by whom: it refuses to run as root, and a container's only user is often root. */
enum RunAs {

    /** Started by an ordinary user: nothing to do. */
    THE_USER {
        @Override
        List<String> prefix() {
            return List.of();
        }
    },

    /** In a user namespace root's files stay root's, while the process no longer counts as root. */
    NOBODY_IN_A_NAMESPACE {
        @Override
        List<String> prefix() {
            return List.of("unshare", "--user");
        }
    },

    /** Where namespaces are blocked, another user, who must then own the files. */
    NOBODY {
        @Override
        List<String> prefix() {
            return List.of(
                    "setpriv",
                    "--reuid=" + NOBODY_ID,
                    "--regid=" + NOBODY_ID,
                    "--clear-groups",
                    "--inh-caps=-all",
                    "--");
        }

        @Override
        void own(Path dataRoot, Path folder) throws IOException {
            // Only to be passed through: what it holds is still closed by its own permissions.
            Files.setPosixFilePermissions(dataRoot, PosixFilePermissions.fromString("rwx--x--x"));
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    setOwner(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                        throws IOException {
                    setOwner(directory);
                    return FileVisitResult.CONTINUE;
                }
            });
            if (!succeeds(with("test", "-x", folder.toString()))) {
                throw new CannotContinue("PostgreSQL does not run as root and user namespaces are blocked here; set"
                        + " IOP_DATA to a folder that other users can reach, such as /var/tmp/iop-data.");
            }
        }
    };

    private static final int NOBODY_ID = 65_534;

    /** @return what comes before a program and its arguments */
    abstract List<String> prefix();

    /** Makes the folder PostgreSQL's own, where that is needed. */
    void own(Path dataRoot, Path folder) throws IOException {}

    List<String> with(String... command) {
        List<String> whole = new ArrayList<>(prefix());
        whole.addAll(List.of(command));
        return whole;
    }

    /**
     * @throws CannotContinue if the user is root and neither way of being somebody else works here
     */
    static RunAs onThisMachine() {
        if (!succeeds(List.of("sh", "-c", "test \"$(id -u)\" = 0"))) {
            return THE_USER;
        }
        for (RunAs way : List.of(NOBODY_IN_A_NAMESPACE, NOBODY)) {
            if (way.works()) {
                return way;
            }
        }
        throw new CannotContinue(
                "PostgreSQL does not run as root, and neither unshare nor setpriv works here; run as another user.");
    }

    boolean works() {
        return succeeds(with("sh", "-c", "test \"$(id -u)\" != 0"));
    }

    private static boolean succeeds(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException noSuchProgram) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void setOwner(Path path) throws IOException {
        Files.setAttribute(path, "unix:uid", NOBODY_ID, LinkOption.NOFOLLOW_LINKS);
        Files.setAttribute(path, "unix:gid", NOBODY_ID, LinkOption.NOFOLLOW_LINKS);
    }
}
