package se.iopledger.local.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import se.iopledger.local.screen.CannotContinue;

/**
 * Services of a run that was killed. They exit by themselves, but take a moment; a new run waits for that, so that it
 * does not find its ports taken. A process id alone could by now be another program's: its start time is kept with it.
 */
public final class LeftBehind {

    private static final Duration OWN_EXIT = Duration.ofSeconds(10);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private LeftBehind() {}

    static void remember(Path processFile, ProcessHandle process) throws IOException {
        Files.writeString(processFile, process.pid() + " " + startOf(process));
    }

    /**
     * Returns when no service of an earlier run is left.
     *
     * @param processFiles the folder that holds one file per service that was started
     * @throws CannotContinue if one can be neither waited out nor killed
     */
    public static void awaitEnd(Path processFiles) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(processFiles)) {
            for (Path file : files) {
                if (!isGoneWithin(OWN_EXIT, file)) {
                    processIn(file).ifPresent(ProcessHandle::destroyForcibly);
                    if (!isGoneWithin(OWN_EXIT, file)) {
                        throw new CannotContinue(file.getFileName()
                                + " of an earlier run does not end; stop the process "
                                + Files.readString(file).split(" ")[0] + ".");
                    }
                }
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isGoneWithin(Duration limit, Path file) throws IOException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (processIn(file).isPresent()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            try {
                Thread.sleep(BETWEEN_LOOKS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    /** A process that has ended but whose parent has not asked for its end has no command any more: it is gone. */
    private static Optional<ProcessHandle> processIn(Path file) throws IOException {
        String[] remembered = Files.readString(file).strip().split(" ");
        if (remembered.length != 2) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(remembered[0]))
                .filter(process -> startOf(process).equals(remembered[1]))
                .filter(process -> process.info().command().isPresent());
    }

    private static String startOf(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toString).orElse("unknown");
    }
}
