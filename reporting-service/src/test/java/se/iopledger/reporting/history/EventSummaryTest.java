package se.iopledger.reporting.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import se.iopledger.contracts.ContractsJson;
import se.iopledger.contracts.EventCatalogue;
import se.iopledger.contracts.EventCatalogue.Released;
import se.iopledger.contracts.finance.FinanceEvent.TrancheFellDue;

class EventSummaryTest {
    static Stream<Released> everyReleasedEvent() {
        return EventCatalogue.byTopic().values().stream().flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("everyReleasedEvent")
    void everyReleasedEventHasASummaryThatAPersonCanRead(Released released) throws IOException {
        String summary = EventSummary.of(golden(released), released.type());

        assertThat(summary).matches("[A-Z0-9].*\\.").doesNotContain("null", "[", "which this service does not know");
        assertThat(summary.lines()).hasSize(1);
    }

    @Test
    void anUnknownEventIsShownAndNotHidden() {
        assertThat(EventSummary.of(new Object(), "se.iopledger.agreement.noticed.v1"))
                .isEqualTo("An event of the type se.iopledger.agreement.noticed.v1, which this service does not know.");
    }

    @Test
    void anAmountThatIsStillAwaitedIsSaidToBe() {
        assertThat(EventSummary.of(
                        new TrancheFellDue("agreement", "2022-1-board-stadsmission", LocalDate.of(2022, 7, 1), null),
                        ""))
                .isEqualTo(
                        "The tranche 2022-1-board-stadsmission fell due on 2022-07-01; its amount is still awaited.");
    }

    private static Object golden(Released released) throws IOException {
        try (InputStream example = Objects.requireNonNull(
                EventSummaryTest.class.getResourceAsStream("/golden/" + released.type() + ".json"))) {
            return ContractsJson.mapper().readValue(example, released.payload());
        }
    }
}
