package se.iopledger.shell.projection;

import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Tables that a service keeps from its own log. Each event arrives once in effect, in the log's order. What stands in the
 * tables follows from the events alone, never from a clock, from chance or from other tables: only so can the projection
 * be rebuilt, and compared with what was rebuilt.
 */
public interface Projection {
    /** Names the projection and its token; fixed. */
    String name();

    /** The tables that it alone writes, those that are referred to before those that refer to them. */
    List<String> tables();

    /** Classes of the events that it is told of, and of what extends them; others are not even read from their bytes. */
    default Set<Class<?>> about() {
        return Set.of(Object.class);
    }

    /** Takes events into the tables that follow on one another among those it is told of; see {@link #on}. */
    default void onAll(List<RecordedEvent> events, JdbcClient tables) {
        events.forEach(event -> on(event, tables));
    }

    /**
     * Takes one event into the tables.
     *
     * @param tables inside the transaction that also stores how far the projection has come; its own tables are found
     *     without their schema's name, as a rebuild has them elsewhere
     */
    void on(RecordedEvent event, JdbcClient tables);
}
