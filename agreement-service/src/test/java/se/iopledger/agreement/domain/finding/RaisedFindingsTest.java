package se.iopledger.agreement.domain.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import se.iopledger.contracts.ContractsJson;
import se.iopledger.contracts.agreement.AgreementEvent.FindingsRaised;
import se.iopledger.contracts.agreement.Finding;
import se.iopledger.contracts.agreement.Finding.Affects;

/** However much is found, every event fits in an entry of the log and no finding is lost. */
final class RaisedFindingsTest {
    @Test
    void manyShortFindingsAreRaisedSixtyAtATime() {
        assertThat(raised(Collections.nCopies(121, sized(200)))).containsExactly(60, 60, 1);
        assertThat(raised(Collections.nCopies(60, sized(200)))).containsExactly(60);
        assertThat(raised(List.of())).isEmpty();
    }

    @Test
    void longFindingsAreRaisedAsManyTogetherAsTheEntryHolds() {
        assertThat(raised(Collections.nCopies(5, sized(20_000)))).containsExactly(2, 2, 1);
        assertThat(raised(Collections.nCopies(4, sized(24_000)))).containsExactly(2, 2);
        assertThat(raised(Collections.nCopies(3, sized(24_001)))).containsExactly(1, 1, 1);
    }

    @Test
    void aFindingThatIsLongerThanOtherEventsStandsAlone() {
        assertThat(raised(Stream.of(48_001, 48_001, 200)
                        .map(RaisedFindingsTest::sized)
                        .toList()))
                .containsExactly(1, 1, 1);
    }

    /** How many findings each event raises. */
    private static List<Integer> raised(List<Finding> findings) {
        List<List<Finding>> events = Findings.raised("a", findings).stream()
                .map(event -> ((FindingsRaised) event).findings())
                .toList();
        assertThat(events.stream().flatMap(List::stream)).containsExactlyElementsOf(findings);
        return events.stream().map(List::size).toList();
    }

    private static Finding sized(int bytes) {
        return text("x".repeat(bytes - ContractsJson.sizeBytes(text(""))));
    }

    private static Finding text(String text) {
        return new Finding("Rule", "Rule", text, List.of(), Affects.NOTHING);
    }
}
