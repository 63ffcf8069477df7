package se.iopledger.shell;

import java.util.Arrays;
import org.springframework.boot.SpringApplication;
import se.iopledger.shell.log.CompleteLog;

/** What a service's jar does when it is run: serve, or one step of an operator. */
public final class ServiceMain {
    private ServiceMain() {}

    /** @param arguments {@code complete-log} and its options, or options of Spring's */
    public static void run(Class<?> application, String[] arguments) {
        if (arguments.length > 0 && arguments[0].equals(CompleteLog.COMMAND)) {
            String[] rest = Arrays.copyOfRange(arguments, 1, arguments.length);
            System.exit(CompleteLog.run(rest, System.out, System.err));
        }
        SpringApplication.run(application, arguments);
    }
}
