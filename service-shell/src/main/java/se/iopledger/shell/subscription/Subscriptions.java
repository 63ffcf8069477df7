package se.iopledger.shell.subscription;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.iopledger.contracts.EventCatalogue;
import se.iopledger.shell.ServiceDefinition;
import tools.jackson.databind.json.JsonMapper;

/** All subscriptions of a service, with the name of each one's inbox and what hands entries to it. */
public record Subscriptions(List<Each> all) {
    public Subscriptions {
        all = List.copyOf(all);
    }

    /** @param inbox under which it is kept how far the subscription has come */
    public record Each(Subscription subscription, String inbox, SubscriptionHandler handler) {}

    public static Subscriptions of(Stream<Subscription> subscriptions, ServiceDefinition service, JsonMapper json) {
        // What a service publishes it can read, also where the catalogue does not list it.
        Map<String, Class<?>> payloads = Stream.concat(
                        EventCatalogue.byTopic().values().stream().flatMap(Collection::stream),
                        service.events().stream())
                .distinct()
                .collect(Collectors.toUnmodifiableMap(EventCatalogue.Released::type, EventCatalogue.Released::payload));
        return new Subscriptions(subscriptions
                .map(subscription -> new Each(
                        subscription,
                        service.name() + "." + subscription.name(),
                        new SubscriptionHandler(subscription, payloads, json)))
                .toList());
    }
}
