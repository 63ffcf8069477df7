package se.iopledger.finance.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import se.iopledger.contracts.ContractsJson;
import se.iopledger.contracts.EventCatalogue;
import se.iopledger.contracts.EventCatalogue.Released;
import se.iopledger.contracts.finance.FinanceEvent;
import se.iopledger.finance.domain.AgreementFunding.Scheduled;
import se.iopledger.finance.domain.claim.Claims;
import se.iopledger.finance.domain.pay.Payments;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was once stored is read as it was then: {@code golden/funding-history.json} is never changed, only added to, and
 * always leads to {@code golden/funding-state.json}.
 */
class ReleasedHistoryTest {
    private static final JsonMapper JSON = ContractsJson.mapper();
    private static final Path STATE = Path.of("src", "test", "resources", "golden", "funding-state.json");

    @Test
    void theHistoryOfAReleaseLeadsToTheSameStateForEver() throws IOException {
        AgreementMoney state = GivenFunding.stateAfter(history());
        if (Boolean.getBoolean("states.update")) {
            Files.writeString(STATE, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(state.funding()) + "\n");
        }

        assertThat(state.funding()).isEqualTo(JSON.readValue(Files.readString(STATE), Scheduled.class));
        assertThat(state.payments()).isEqualTo(JSON.treeToValue(resource("payments-state.json"), Payments.class));
        assertThat(state.claims()).isEqualTo(JSON.treeToValue(resource("claims-state.json"), Claims.class));
    }

    @Test
    void theHistoryHoldsEveryReleasedEvent() {
        assertThat(history().stream().map(Object::getClass))
                .containsAll(EventCatalogue.payments().stream()
                        .<Class<?>>map(Released::payload)
                        .filter(FinanceEvent.class::isAssignableFrom)
                        .toList());
    }

    private static List<FinanceEvent> history() {
        List<FinanceEvent> events = new ArrayList<>();
        for (JsonNode told : resource("funding-history.json")) {
            Released type = EventCatalogue.payments().stream()
                    .filter(released -> released.type().equals(told.path("type").asString()))
                    .findFirst()
                    .orElseThrow();
            events.add((FinanceEvent) JSON.treeToValue(told.path("data"), type.payload()));
        }
        return events;
    }

    private static JsonNode resource(String name) {
        InputStream stream = ReleasedHistoryTest.class.getResourceAsStream("/golden/" + name);
        return JSON.readTree(Objects.requireNonNull(stream, name));
    }
}
