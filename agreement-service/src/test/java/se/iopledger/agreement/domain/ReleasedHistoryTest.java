package se.iopledger.agreement.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.iopledger.agreement.domain.Agreement.Active;
import se.iopledger.agreement.domain.Agreement.Draft;
import se.iopledger.agreement.domain.Agreement.Expired;
import se.iopledger.contracts.ContractsJson;
import se.iopledger.contracts.EventCatalogue;
import se.iopledger.contracts.EventCatalogue.Released;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.testing.Clause;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was once stored is read as it was then: a {@code golden/*-history.json} is never changed, only a new one added, and
 * always leads to its {@code *-state.json}. The histories are those of the first release; whether the same commands would
 * lead to the same events today is no concern of this test.
 */
final class ReleasedHistoryTest {
    private static final JsonMapper JSON = ContractsJson.mapper()
            .rebuild()
            .addMixIn(Contact.class, ByKind.class)
            .build();

    /** Domain classes carry no annotations of Jackson's. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Contact.Named.class, name = "Named"),
        @JsonSubTypes.Type(value = Contact.Removed.class, name = "Removed"),
        @JsonSubTypes.Type(value = Contact.Erased.class, name = "Erased")
    })
    private interface ByKind {}

    @ParameterizedTest
    @CsvSource({"nor-until-it-expired", "sto-extended", "lun-voided-and-registered-anew", "lun-with-contact-persons"})
    @Clause({"NOR-2", "NOR-13", "STO-3"})
    void theHistoryOfAReleaseLeadsToTheSameStateForEver(String name) {
        Agreement state = Agreement.UNREGISTERED;
        for (AgreementEvent event : history(name)) {
            state = AgreementDecider.evolve(state, event);
        }

        JsonNode expected = resource(name + "-state.json");
        assertThat(state).isEqualTo(JSON.treeToValue(expected.path("state"), kind(expected)));
    }

    @Test
    void theHistoriesHoldEveryReleasedEvent() {
        assertThat(Stream.of(
                                "nor-until-it-expired",
                                "sto-extended",
                                "lun-voided-and-registered-anew",
                                "lun-with-contact-persons")
                        .flatMap(name -> history(name).stream())
                        .map(Object::getClass))
                .containsAll(EventCatalogue.agreements().stream()
                        .<Class<?>>map(Released::payload)
                        .toList());
    }

    private static Class<? extends Agreement> kind(JsonNode expected) {
        return switch (expected.path("kind").asString()) {
            case "Draft" -> Draft.class;
            case "Active" -> Active.class;
            case "Expired" -> Expired.class;
            default -> throw new IllegalArgumentException("no such state is kept");
        };
    }

    private static List<AgreementEvent> history(String name) {
        List<AgreementEvent> events = new ArrayList<>();
        for (JsonNode told : resource(name + "-history.json")) {
            Released type = EventCatalogue.agreements().stream()
                    .filter(released -> released.type().equals(told.path("type").asString()))
                    .findFirst()
                    .orElseThrow();
            events.add((AgreementEvent) JSON.treeToValue(told.path("data"), type.payload()));
        }
        return events;
    }

    private static JsonNode resource(String name) {
        InputStream stream = ReleasedHistoryTest.class.getResourceAsStream("/golden/" + name);
        return JSON.readTree(Objects.requireNonNull(stream, name));
    }
}
