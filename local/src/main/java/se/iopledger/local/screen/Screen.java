package se.iopledger.local.screen;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * Lines that stay, and at most one progress line below them that says what is waited for. On a terminal the progress
 * line is rewritten and counts seconds; elsewhere each new text is one line, so that a log stays readable.
 */
public final class Screen {

    private static final String ERASE_LINE = "\r\u001b[K";

    private final PrintStream out;
    private final boolean terminal;
    private String awaited = "";
    private long awaitedSinceNanos;

    public Screen(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Standard output, always in UTF-8: under the C locale Java would print the Swedish letters as question marks. */
    public static Screen ofThisProcess() {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        return new Screen(
                out,
                Optional.ofNullable(System.console())
                        .filter(Console::isTerminal)
                        .isPresent());
    }

    /** Prints a line (or several) that stay. */
    public synchronized void say(String text) {
        eraseProgress();
        out.println(text);
        awaited = "";
    }

    /** Says what is waited for; called again with the same text while the waiting goes on. */
    public synchronized void waitingFor(String what) {
        boolean changed = !what.equals(awaited);
        if (changed) {
            awaited = what;
            awaitedSinceNanos = System.nanoTime();
        }
        if (terminal) {
            long seconds =
                    Duration.ofNanos(System.nanoTime() - awaitedSinceNanos).toSeconds();
            out.print(ERASE_LINE + "Waiting for " + what + (seconds > 0 ? " (" + seconds + " s)" : ""));
            out.flush();
        } else if (changed) {
            out.println("Waiting for " + what);
        }
    }

    /** Says in one line, on standard error, why the run ends. */
    public synchronized void complain(String oneLine) {
        eraseProgress();
        out.flush();
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8)
                .println("quickstart: " + oneLine);
    }

    private void eraseProgress() {
        if (terminal && !awaited.isEmpty()) {
            out.print(ERASE_LINE);
        }
    }
}
