package se.iopledger.finance.domain.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import se.iopledger.contracts.ContractsJson;
import se.iopledger.contracts.EventCatalogue;
import se.iopledger.contracts.EventCatalogue.Released;
import se.iopledger.contracts.finance.InvoiceEvent;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was once stored is read as it was then: {@code golden/invoice-histories.json} is never changed, only added to, and
 * each history always leads to its line of {@code golden/invoice-states.txt}. {@code -Dstates.update=true} writes the
 * lines anew.
 */
class ReleasedInvoiceHistoryTest {
    private static final JsonMapper JSON = ContractsJson.mapper();
    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden");

    @Test
    void theHistoriesOfAReleaseLeadToTheSameStatesForEver() throws IOException {
        List<String> states = new ArrayList<>();
        for (List<InvoiceEvent> history : histories()) {
            InvoiceState state = InvoiceDecider.initial();
            for (InvoiceEvent event : history) {
                state = InvoiceDecider.evolve(state, event);
            }
            states.add(state.toString());
        }
        Path golden = GOLDEN.resolve("invoice-states.txt");
        if (Boolean.getBoolean("states.update")) {
            Files.write(golden, states);
        }

        assertThat(states).isEqualTo(Files.readAllLines(golden));
    }

    @Test
    void theHistoriesHoldEveryReleasedEvent() throws IOException {
        assertThat(histories().stream().flatMap(List::stream).map(Object::getClass))
                .containsAll(EventCatalogue.payments().stream()
                        .<Class<?>>map(Released::payload)
                        .filter(InvoiceEvent.class::isAssignableFrom)
                        .toList());
    }

    private static List<List<InvoiceEvent>> histories() throws IOException {
        List<List<InvoiceEvent>> histories = new ArrayList<>();
        for (JsonNode history : JSON.readTree(Files.readString(GOLDEN.resolve("invoice-histories.json")))) {
            List<InvoiceEvent> events = new ArrayList<>();
            history.forEach(told -> events.add(event(told)));
            histories.add(events);
        }
        return histories;
    }

    private static InvoiceEvent event(JsonNode told) {
        Released type = EventCatalogue.payments().stream()
                .filter(released -> released.type().equals(told.path("type").asString()))
                .findFirst()
                .orElseThrow();
        return (InvoiceEvent) JSON.treeToValue(told.path("data"), type.payload());
    }
}
