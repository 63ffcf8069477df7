package se.iopledger.eventlog;

import java.sql.SQLException;

/** What an SQLSTATE says of an append (PostgreSQL documentation, appendix A). */
final class Refusal {

    private Refusal() {}

    /**
     * The connection is gone or could not be had: class 08, or the server says that it is ending, that it is not yet
     * up, or that the database is gone. An
     * append under way may or may not have been stored.
     */
    static boolean isLostConnection(SQLException failure) {
        String state = failure.getSQLState();
        return state == null
                || state.startsWith("08")
                || switch (state) {
                    case "57P01", "57P02", "57P03", "57P04", "57P05", "53300" -> true;
                    default -> false;
                };
    }

    static boolean isUniqueViolation(SQLException failure) {
        return "23505".equals(failure.getSQLState());
    }
}
