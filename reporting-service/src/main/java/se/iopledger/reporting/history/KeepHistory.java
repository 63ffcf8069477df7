package se.iopledger.reporting.history;

import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import se.iopledger.contracts.EventCatalogue;
import se.iopledger.shell.subscription.Received;
import se.iopledger.shell.subscription.Subscription;

/** Takes everything that any of the three services tells into the history. */
@Component
class KeepHistory implements Subscription {
    private final History history;

    KeepHistory(History history) {
        this.history = history;
    }

    @Override
    public String name() {
        return "reporting-history";
    }

    @Override
    public Set<String> topics() {
        return EventCatalogue.byTopic().keySet();
    }

    @Override
    public List<String> tables() {
        return List.of("history");
    }

    @Override
    public boolean sendsCommands() {
        return false;
    }

    @Override
    public void apply(Received event, JdbcClient tables) {
        history.take(
                event.entry(),
                event.municipality(),
                EventSummary.of(event.payload(), event.entry().type()),
                tables);
    }
}
