package se.iopledger.shell.process;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends this process when its standard input ends. A starter that holds the other end of the pipe thereby takes its
 * services with it, even when it is killed outright. Off unless {@code iop.exit-with-parent} is true.
 */
public final class ExitWithParent {
    private static final Logger LOG = LoggerFactory.getLogger(ExitWithParent.class);

    private ExitWithParent() {}

    /** Starts watching, on a daemon thread. */
    public static void watch() {
        Thread.ofPlatform().name("exit-with-parent").daemon().start(() -> {
            try {
                while (System.in.read() >= 0) {
                    // Only the end matters.
                }
            } catch (IOException closed) {
                LOG.info("standard input is closed: {}", closed.getMessage());
            }
            System.exit(0);
        });
    }
}
