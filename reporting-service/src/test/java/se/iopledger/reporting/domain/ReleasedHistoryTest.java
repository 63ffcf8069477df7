package se.iopledger.reporting.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import se.iopledger.contracts.ContractsJson;
import se.iopledger.contracts.EventCatalogue;
import se.iopledger.contracts.EventCatalogue.Released;
import se.iopledger.contracts.reporting.ReportingEvent;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was once stored is read as it was then: {@code golden/obligations-history.json} is never changed, only added to,
 * and leads through the states of {@code golden/obligations-states.json}, one after each event: derived, extended,
 * overdue, withdrawn, derived anew.
 */
class ReleasedHistoryTest {
    private static final JsonMapper JSON = ContractsJson.mapper();

    @Test
    void theHistoryOfAReleaseLeadsThroughTheSameStatesForEver() {
        List<JsonNode> states = new ArrayList<>();
        Obligations state = Obligations.none();
        for (ReportingEvent event : history()) {
            state = ReportingDecider.evolve(state, event);
            states.add(JSON.valueToTree(Map.of(state.getClass().getSimpleName(), state)));
        }

        assertThat(states).containsExactlyElementsOf(resource("obligations-states.json"));
    }

    @Test
    void theHistoryHoldsEveryReleasedEvent() {
        assertThat(history().stream().map(Object::getClass))
                .containsAll(EventCatalogue.reports().stream()
                        .<Class<?>>map(Released::payload)
                        .toList());
    }

    private static List<ReportingEvent> history() {
        List<ReportingEvent> events = new ArrayList<>();
        for (JsonNode told : resource("obligations-history.json")) {
            Released type = EventCatalogue.reports().stream()
                    .filter(released -> released.type().equals(told.path("type").asString()))
                    .findFirst()
                    .orElseThrow();
            events.add((ReportingEvent) JSON.treeToValue(told.path("data"), type.payload()));
        }
        return events;
    }

    private static JsonNode resource(String name) {
        InputStream stream = ReleasedHistoryTest.class.getResourceAsStream("/golden/" + name);
        return JSON.readTree(Objects.requireNonNull(stream, name));
    }
}
