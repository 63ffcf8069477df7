package se.iopledger.agreement.domain.settle;

import static org.assertj.core.api.Assertions.assertThat;
import static se.iopledger.agreement.domain.Story.APPROVER;
import static se.iopledger.agreement.domain.Story.givenActive;
import static se.iopledger.agreement.testing.Five.LIN;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import se.iopledger.agreement.domain.AgreementId;
import se.iopledger.agreement.domain.SettlementCommand.SettleFinding;
import se.iopledger.agreement.domain.Story;
import se.iopledger.agreement.testing.Paper;
import se.iopledger.contracts.agreement.Finding;
import se.iopledger.contracts.agreement.SettlementEvent.ChosenReading;
import se.iopledger.contracts.agreement.SettlementEvent.FindingSettled;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.testing.Clause;

/** A decision chooses between the readings that the terms of its day leave. */
final class SettlementUnderAmendedTermsTest {
    private static final String START = "AdjustmentMustHaveOneStart";

    /** From 2023 the start is said once; what is paid in July 2022 still depends on the reading. */
    @Test
    @Clause("LIN-6")
    void aReadingIsChosenAsLongAsTheTermsLeaveItOpenThoughLaterOnesDoNot() {
        Terms saidOnce =
                Paper.of("LIN").without("/funding/adjustment/startReadings/1").terms();
        Story amended = givenActive(LIN).amended("2022-02-01", "2023-01-01", saidOnce);
        amended.when(settle(null, "2022-03-01")).thenRejected("SettlementMustChooseAReading");
        amended.when(settle("from-2022-10-01", "2022-03-01")).then(FindingSettled.class);
        // What was paid in July is asked for as well when it is over.
        amended.when(settle(null, "2023-01-01")).thenRejected("SettlementMustChooseAReading");
        amended.when(settle("from-2022-10-01", "2023-01-01")).then(FindingSettled.class);
    }

    /** They can be read in two ways from 2023: it is settled before that is paid. */
    @Test
    @Clause("LIN-6")
    void aReadingIsChosenOfTermsThatHoldOnlyLater() {
        Terms saidOnce =
                Paper.of("LIN").without("/funding/adjustment/startReadings/1").terms();
        Story amended = givenActive(saidOnce).amended("2022-02-01", "2023-01-01", LIN);
        amended.when(settle(null, "2022-03-01")).thenRejected("SettlementMustChooseAReading");
        amended.when(settle("from-2022-10-01", "2022-03-01")).then(FindingSettled.class);
    }

    /** Each version leaves other ones; the last that leaves any is asked for after it. */
    @Test
    @Clause("LIN-6")
    void theReadingsAreThoseOfTheTermsOfTheDay() {
        Terms otherReadings = Paper.of("LIN")
                .with("/funding/adjustment/startReadings/1/from", "\"2023-04-01\"")
                .terms();
        Terms saidOnce =
                Paper.of("LIN").without("/funding/adjustment/startReadings/1").terms();
        Story amended = givenActive(LIN)
                .amended("2022-02-01", "2023-01-01", otherReadings)
                .amended("2022-02-02", "2023-06-01", saidOnce);
        assertThat(offered(amended, "2022-12-31")).containsExactly("from-2022-07-01", "from-2022-10-01");
        assertThat(offered(amended, "2023-01-01")).containsExactly("from-2022-07-01", "from-2023-04-01");
        assertThat(offered(amended, "2023-06-01")).containsExactly("from-2022-07-01", "from-2023-04-01");
        assertThat(offered(amended, "2030-01-01"))
                .as("long after the last day")
                .containsExactly("from-2022-07-01", "from-2023-04-01");
        amended.when(settle("from-2023-04-01", "2022-12-31")).thenRejected("ReadingMustBeOffered");
    }

    /** Replaced from its own first day it never held, and leaves nothing to choose between. */
    @Test
    @Clause("LIN-6")
    void termsThatNeverHeldLeaveNoReading() {
        Terms saidOnce =
                Paper.of("LIN").without("/funding/adjustment/startReadings/1").terms();
        Terms titled = Paper.of("LIN")
                .without("/funding/adjustment/startReadings/1")
                .with("/title", "\"The agreement (amended)\"")
                .terms();
        Story amended = givenActive(saidOnce)
                .amended("2022-02-01", "2023-01-01", LIN)
                .amended("2022-02-02", "2023-01-01", titled);
        assertThat(offered(amended, "2022-03-01")).containsExactly("from-2022-07-01");
        assertThat(Blocking.standing(amended.known(), start(amended), LocalDate.of(2022, 3, 1)))
                .isEqualTo(new Blocking.Standing.Answered());
    }

    private static List<String> offered(Story story, String day) {
        return Settling.readings(story.known(), start(story), LocalDate.parse(day)).stream()
                .map(ChosenReading::id)
                .toList();
    }

    private static Finding start(Story story) {
        return story.known().findings().stream()
                .filter(finding -> finding.id().equals(START))
                .findFirst()
                .orElseThrow();
    }

    private static SettleFinding settle(@Nullable String reading, String decidedOn) {
        LocalDate day = LocalDate.parse(decidedOn);
        return new SettleFinding(
                AgreementId.of(LIN),
                START,
                reading,
                "the follow-up meeting",
                day,
                null,
                new Mandate(APPROVER, day, day, "agreed in dialogue"));
    }
}
