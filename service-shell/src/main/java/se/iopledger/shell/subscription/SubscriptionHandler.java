package se.iopledger.shell.subscription;

import java.sql.Connection;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import se.iopledger.eventlog.Entry;
import se.iopledger.eventlog.inbox.InboxHandler;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what arrives as the records of the published language, for a {@link Subscription}. */
public final class SubscriptionHandler implements InboxHandler {
    private final Subscription subscription;
    private final Map<String, Class<?>> payloads;
    private final JsonMapper json;

    /**
     * @param payloads the records, by CloudEvents type; data of a type that is not known here, such as one of a later
     *     release, arrives as a {@link JsonNode}
     */
    public SubscriptionHandler(Subscription subscription, Map<String, Class<?>> payloads, JsonMapper json) {
        this.subscription = subscription;
        this.payloads = Map.copyOf(payloads);
        this.json = json;
    }

    @Override
    public boolean mayCommand(Entry entry) {
        return subscription.sendsCommands();
    }

    @Override
    public void command(Entry entry) {
        subscription.command(read(entry));
    }

    @Override
    public void apply(Entry entry, Connection transaction) {
        Received received = read(entry);
        JdbcClient tables = tables(transaction);
        subscription.apply(received, tables);
        subscription.note(received, tables);
    }

    /**
     * Takes the entry into the tables once more, as they are made anew; what came of its commands is noted already.
     *
     * @param session finds the copies under the tables' names
     */
    public void replay(Entry entry, Connection session) {
        subscription.apply(read(entry), tables(session));
    }

    private static JdbcClient tables(Connection connection) {
        return JdbcClient.create(new SingleConnectionDataSource(connection, true));
    }

    private Received read(Entry entry) {
        return new Received(entry, json.readValue(entry.data(), payloads.getOrDefault(entry.type(), JsonNode.class)));
    }
}
