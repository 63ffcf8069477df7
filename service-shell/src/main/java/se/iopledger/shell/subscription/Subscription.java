package se.iopledger.shell.subscription;

import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What a service does when it hears of other services' events. For each event {@link #command} runs first, outside any
 * transaction; then {@link #apply} and {@link #note} run in the transaction that also moves the offset, so that it happens once.
 */
public interface Subscription {
    /** Names the consumer; how far it has come is kept under this name. */
    String name();

    Set<String> topics();

    /**
     * Whether it ever sends commands. One that does not is told several events of a stream in one transaction; one that
     * does hears of each after the effects of the one before it are there.
     */
    default boolean sendsCommands() {
        return true;
    }

    /**
     * The tables that it alone writes and that follow from what was received alone, so that they can be compared with
     * what was received and rebuilt from it; those that are referred to before those that refer to them. {@link #apply}
     * writes these and no others.
     */
    default List<String> tables() {
        return List.of();
    }

    /** Sends the commands that the event makes necessary, each with {@link Received#cause()}; may run more than once. */
    default void command(Received event) {}

    /** Takes the event into the service's tables; runs again when they are rebuilt. */
    default void apply(Received event, JdbcClient tables) {}

    /**
     * Notes, after {@link #apply} in its transaction, what came of the event's commands, as why one was refused. That does
     * not follow from what was received, so it stands in tables of its own, which no rebuild touches.
     */
    default void note(Received event, JdbcClient tables) {}
}
