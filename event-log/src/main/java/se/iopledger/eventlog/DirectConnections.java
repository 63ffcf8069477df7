package se.iopledger.eventlog;

import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Connections outside any pool, for threads that keep theirs: the writer, the listener, the notifier, those that
 * lead a duty. */
public final class DirectConnections {

    private static final int CONNECT_SECONDS = 5;

    /** Longer than any append takes; a connection that hangs longer is given up, and the append sent again. */
    private static final int ANSWER_SECONDS = 20;

    private DirectConnections() {}

    /**
     * A data source that opens a connection per call.
     *
     * @param url a PostgreSQL JDBC URL
     * @param role the service's role, which owns nothing
     */
    public static DataSource of(String url, String role, String password) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(role);
        source.setPassword(password);
        source.setConnectTimeout(CONNECT_SECONDS);
        source.setSocketTimeout(ANSWER_SECONDS);
        source.setTcpKeepAlive(true);
        source.setApplicationName("event-log");
        // Each of these connections repeats one statement: have the server prepare it at once.
        source.setPrepareThreshold(1);
        source.setBinaryTransferEnable(UuidArray.BINARY_TRANSFER);
        return source;
    }
}
