package se.iopledger.shell;

import java.util.List;
import se.iopledger.contracts.EventCatalogue;
import se.iopledger.shell.aggregate.DecidingAggregate;

/**
 * What makes one service that one: everything else is the same for all.
 *
 * @param name as {@code agreement-service}; its log's source is {@code /agreement-service}
 * @param topic where its entries are published
 * @param events every released version of its events
 * @param aggregates the Axon aggregates around its pure models, one for each kind of stream; package-private classes are
 *     fine
 * @param migrations class path folder of its own tables' Flyway migrations, as {@code db/agreement}
 */
public record ServiceDefinition(
        String name,
        String topic,
        List<EventCatalogue.Released> events,
        List<Class<? extends DecidingAggregate<?, ?, ?>>> aggregates,
        String migrations) {
    public ServiceDefinition {
        events = List.copyOf(events);
        aggregates = List.copyOf(aggregates);
    }

    /** The {@code source} of its entries. */
    public String source() {
        return "/" + name;
    }
}
