package se.iopledger.agreement.domain.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static se.iopledger.agreement.testing.Five.LIN;
import static se.iopledger.agreement.testing.Five.LUN;
import static se.iopledger.agreement.testing.Five.NOR;
import static se.iopledger.agreement.testing.Five.STO;
import static se.iopledger.agreement.testing.Five.UPP;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import se.iopledger.agreement.domain.deadline.Deadline.Kind;
import se.iopledger.contracts.testing.Clause;

/** What has to be done by when. */
final class DeadlineTest {
    @Test
    @Clause("UPP-11")
    void uppsalaAgreesToGoOnBeforeTheEnd() {
        assertThat(Deadline.of(UPP, LocalDate.of(2021, 12, 31)))
                .containsExactly(
                        new Deadline(Kind.LAST_DAY, LocalDate.of(2021, 12, 31), List.of("UPP-3")),
                        new Deadline(Kind.AGREEMENT_TO_EXTEND, LocalDate.of(2021, 12, 31), List.of("UPP-11")));
    }

    @Test
    @Clause("LUN-6")
    void lundReviewsByTheFirstOfMarch() {
        assertThat(Deadline.of(LUN, LocalDate.of(2023, 12, 31)))
                .contains(new Deadline(Kind.REVIEW, LocalDate.of(2023, 3, 1), List.of("LUN-6")));
    }

    @Test
    @Clause("STO-3")
    void stockholmGivesNoticeByTheFourteenthOfSeptemberWhileItCanStillGoOn() {
        assertThat(Deadline.of(STO, LocalDate.of(2022, 12, 14)))
                .containsExactly(
                        new Deadline(Kind.NOTICE_AGAINST_EXTENSION, LocalDate.of(2022, 9, 14), List.of("STO-3")),
                        new Deadline(Kind.LAST_DAY, LocalDate.of(2022, 12, 14), List.of("STO-2")));
        assertThat(Deadline.of(STO, LocalDate.of(2024, 12, 14)))
                .extracting(Deadline::kind)
                .containsExactly(Kind.LAST_DAY);
    }

    @Test
    @Clause("NOR-12")
    void norrtaljesPhasesEndAndTheAnalysisThatFollowsHasNoEndOfItsOwn() {
        assertThat(Deadline.of(NOR, LocalDate.of(2024, 9, 14)))
                .containsExactly(
                        new Deadline(Kind.PHASE, LocalDate.of(2021, 12, 31), List.of("NOR-12")),
                        new Deadline(Kind.PHASE, LocalDate.of(2022, 4, 30), List.of("NOR-12")),
                        new Deadline(Kind.LAST_DAY, LocalDate.of(2024, 9, 14), List.of("NOR-2")));
        // Left by a notice, say, it does not come to the end of its second phase.
        assertThat(Deadline.of(NOR, LocalDate.of(2022, 4, 29)))
                .extracting(Deadline::on)
                .containsExactly(LocalDate.of(2021, 12, 31), LocalDate.of(2022, 4, 29));
    }

    @Test
    @Clause("LIN-2")
    void withoutARuleOnGoingOnOnlyTheLastDayCounts() {
        assertThat(Deadline.of(LIN, LocalDate.of(2023, 9, 30)))
                .extracting(Deadline::kind)
                .containsExactly(Kind.LAST_DAY);
    }
}
