package se.iopledger.shell.projection;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Tables that a service keeps from its own log. Each event arrives once in effect, in the log's order. */
public interface Projection {
    /** Names the projection's token; changing it builds the projection anew. */
    String name();

    /**
     * Takes one event into the tables.
     *
     * @param tables inside the transaction that also stores how far the projection has come
     */
    void on(RecordedEvent event, JdbcClient tables);
}
