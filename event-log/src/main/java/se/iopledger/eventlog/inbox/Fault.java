package se.iopledger.eventlog.inbox;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;
import se.iopledger.eventlog.AppendFailed;
import se.iopledger.eventlog.LogUnavailable;
import se.iopledger.eventlog.OutcomeUnknown;
import se.iopledger.eventlog.WritesRefused;

/** Whose fault a handler's failure is, as far as the failure tells. */
final class Fault {

    private Fault() {}

    /**
     * Whether every entry would fail now: the database, or the log that commands are stored in, is away or closed. Such a failure
     * says nothing of the entry, so it is waited out, for as long as it takes.
     */
    static boolean concernsAll(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 20; depth++) {
            boolean away = switch (cause) {
                case LogUnavailable _,
                        OutcomeUnknown _,
                        WritesRefused _,
                        SQLTransientConnectionException _,
                        InterruptedException _ -> true;
                // Without a cause the log is closed; with one, that says what the database refused.
                case AppendFailed failed -> failed.getCause() == null;
                case SQLException refused -> isAway(refused.getSQLState());
                default -> false;
            };
            if (away) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    /** PostgreSQL documentation, appendix A: connection, resources, shutdown and recovery, system errors, no database or schema, read-only. */
    private static boolean isAway(@Nullable String sqlState) {
        return sqlState != null
                && (sqlState.startsWith("08")
                        || sqlState.startsWith("53")
                        || sqlState.startsWith("57P")
                        || sqlState.startsWith("58")
                        || sqlState.equals("3D000")
                        || sqlState.equals("3F000")
                        || sqlState.equals("25006"));
    }
}
