package se.iopledger.agreement.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.contact.Contact;
import se.iopledger.agreement.domain.life.WhatFollows;
import se.iopledger.contracts.ContractsJson;
import se.iopledger.contracts.EventCatalogue;
import se.iopledger.contracts.EventCatalogue.Released;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.agreement.ConductEvent.DeadlineKept;
import se.iopledger.contracts.agreement.LifeEvent.ActivationReversed;
import se.iopledger.contracts.agreement.LifeEvent.EndReversed;
import se.iopledger.contracts.agreement.LifeEvent.ExtensionReversed;
import se.iopledger.contracts.agreement.LifeEvent.LastDayChanged;
import se.iopledger.contracts.agreement.LifeEvent.TermsChangeReversed;
import se.iopledger.contracts.testing.Clause;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.NamedType;
import tools.jackson.databind.node.ObjectNode;

/**
 * What was once stored is read as it was then: a {@code golden/*-history.json} is never changed, only a new one added, and
 * always leads to its {@code *-state.json}, which {@code -Dstates.update=true} writes anew where a part of the state has got
 * another shape; a part that is added later need not stand there. Whether the same commands would lead to the same events
 * today is no concern of this test.
 */
final class ReleasedHistoryTest {
    private static final JsonMapper EVENTS = ContractsJson.mapper();

    private static final JsonMapper STATES = ContractsJson.mapper()
            .rebuild()
            .addMixIn(Contact.class, ByKind.class)
            .addMixIn(AgreementEvent.class, ByType.class)
            .registerSubtypes(EventCatalogue.agreements().stream()
                    .map(released -> new NamedType(released.payload(), released.type()))
                    .toArray(NamedType[]::new))
            .build();

    private static final Path STATES_FOLDER = Path.of("src", "test", "resources", "golden");

    private static final List<String> HISTORIES = List.of(
            "nor-until-it-expired",
            "nor-analysed-and-archived",
            "sto-extended",
            "lun-voided-and-registered-anew",
            "lun-with-contact-persons",
            "sto-left-by-notice",
            "lun-not-in-force-after-all",
            "sto-amended",
            "sto-with-a-failed-plan",
            "sto-in-dialogue",
            "sto-governed",
            "upp-funded",
            "lin-settled-and-corrected",
            "lun-rescinded",
            "lin-revoked",
            "upp-extended-by-agreement",
            "sto-excluded-and-lapsed");

    /** Domain classes carry no annotations of Jackson's. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Contact.Named.class, name = "Named"),
        @JsonSubTypes.Type(value = Contact.Removed.class, name = "Removed"),
        @JsonSubTypes.Type(value = Contact.Erased.class, name = "Erased")
    })
    private interface ByKind {}

    /** The state keeps facts as the events that brought them, and the events that would take back what followed. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    private interface ByType {}

    @ParameterizedTest
    @FieldSource("HISTORIES")
    @Clause({"NOR-2", "NOR-13", "STO-3"})
    void theHistoryOfAReleaseLeadsToTheSameStateForEver(String name) throws IOException {
        Agreement state = Agreement.UNREGISTERED;
        for (AgreementEvent event : history(name)) {
            state = AgreementDecider.evolve(state, event);
        }
        Path file = STATES_FOLDER.resolve(name + "-state.json");
        if (Boolean.getBoolean("states.update")) {
            Files.writeString(file, STATES.writerWithDefaultPrettyPrinter().writeValueAsString(state) + "\n");
        }
        assertThat(state).isEqualTo(expected(file, (Known) state));
    }

    /** What was recorded under earlier rules is not taken back by those of today. */
    @ParameterizedTest
    @FieldSource("HISTORIES")
    void nothingOfTheHistoryOfAReleaseIsReversed(String name) {
        Agreement state = Agreement.UNREGISTERED;
        List<AgreementEvent> history = history(name);
        for (AgreementEvent event : history) {
            state = AgreementDecider.evolve(state, event);
        }
        assertThat(WhatFollows.by(LocalDate.of(1950, 1, 1), state))
                .doesNotHaveAnyElementsOfTypes(
                        ActivationReversed.class,
                        ExtensionReversed.class,
                        EndReversed.class,
                        LastDayChanged.class,
                        TermsChangeReversed.class,
                        DeadlineKept.class);
    }

    @Test
    void theHistoriesHoldEveryReleasedEvent() {
        assertThat(HISTORIES.stream().flatMap(name -> history(name).stream()).map(Object::getClass))
                .containsAll(EventCatalogue.agreements().stream()
                        .<Class<?>>map(Released::payload)
                        .toList());
    }

    /** A part that the file does not have yet, since it was written earlier, is as it was at registration. */
    private static Known expected(Path file, Known state) throws IOException {
        ObjectNode parts = STATES.valueToTree(Known.of(state.registration(), state.contacts()));
        parts.setAll((ObjectNode) STATES.readTree(Files.readString(file)));
        return STATES.treeToValue(parts, Known.class);
    }

    private static List<AgreementEvent> history(String name) {
        List<AgreementEvent> events = new ArrayList<>();
        for (JsonNode told : resource(name + "-history.json")) {
            Released type = EventCatalogue.agreements().stream()
                    .filter(released -> released.type().equals(told.path("type").asString()))
                    .findFirst()
                    .orElseThrow();
            events.add((AgreementEvent) EVENTS.treeToValue(told.path("data"), type.payload()));
        }
        return events;
    }

    private static JsonNode resource(String name) {
        InputStream stream = ReleasedHistoryTest.class.getResourceAsStream("/golden/" + name);
        return EVENTS.readTree(Objects.requireNonNull(stream, name));
    }
}
