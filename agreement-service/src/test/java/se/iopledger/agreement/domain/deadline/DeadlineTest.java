package se.iopledger.agreement.domain.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static se.iopledger.agreement.testing.Five.LIN;
import static se.iopledger.agreement.testing.Five.LUN;
import static se.iopledger.agreement.testing.Five.NOR;
import static se.iopledger.agreement.testing.Five.STO;
import static se.iopledger.agreement.testing.Five.UPP;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import se.iopledger.agreement.domain.deadline.Deadline.Kind;
import se.iopledger.agreement.testing.Paper;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.testing.Clause;

/** What has to be done by when. */
final class DeadlineTest {
    @Test
    @Clause("UPP-11")
    void uppsalaAgreesToGoOnBeforeTheEnd() {
        assertThat(deadlines(UPP, LocalDate.of(2021, 12, 31)))
                .containsExactly(
                        new Deadline(Kind.LAST_DAY, LocalDate.of(2021, 12, 31), List.of("UPP-3")),
                        new Deadline(Kind.AGREEMENT_TO_EXTEND, LocalDate.of(2021, 12, 31), List.of("UPP-11")));
    }

    @Test
    @Clause("LUN-6")
    void lundReviewsByTheFirstOfMarch() {
        assertThat(deadlines(LUN, LocalDate.of(2023, 12, 31)))
                .contains(new Deadline(Kind.REVIEW, LocalDate.of(2023, 3, 1), List.of("LUN-6")));
    }

    @Test
    @Clause("STO-3")
    void stockholmGivesNoticeByTheFourteenthOfSeptemberWhileItCanStillGoOn() {
        assertThat(deadlines(STO, LocalDate.of(2022, 12, 14)))
                .containsExactly(
                        new Deadline(Kind.NOTICE_AGAINST_EXTENSION, LocalDate.of(2022, 9, 14), List.of("STO-3")),
                        new Deadline(Kind.LAST_DAY, LocalDate.of(2022, 12, 14), List.of("STO-2")));
        assertThat(deadlines(STO, LocalDate.of(2024, 12, 14)))
                .extracting(Deadline::kind)
                .containsExactly(Kind.LAST_DAY);
    }

    @Test
    @Clause("NOR-12")
    void norrtaljesPhasesEndAndTheAnalysisThatFollowsHasNoEndOfItsOwn() {
        assertThat(deadlines(NOR, LocalDate.of(2024, 9, 14)))
                .containsExactly(
                        new Deadline(Kind.PHASE, LocalDate.of(2021, 12, 31), List.of("NOR-12")),
                        new Deadline(Kind.PHASE, LocalDate.of(2022, 4, 30), List.of("NOR-12")),
                        new Deadline(Kind.LAST_DAY, LocalDate.of(2024, 9, 14), List.of("NOR-2")));
        // Left by a notice, say, it does not come to the end of its second phase.
        assertThat(deadlines(NOR, LocalDate.of(2022, 4, 29)))
                .extracting(Deadline::on)
                .containsExactly(LocalDate.of(2021, 12, 31), LocalDate.of(2022, 4, 29));
    }

    @Test
    @Clause("LIN-2")
    void withoutARuleOnGoingOnOnlyTheLastDayCounts() {
        assertThat(deadlines(LIN, LocalDate.of(2023, 9, 30)))
                .extracting(Deadline::kind)
                .containsExactly(Kind.LAST_DAY);
    }

    @Test
    @Clause("LUN-6")
    void theDayOfTheReviewIsTheOneThatWasAgreedOnLast() {
        Terms later =
                Paper.of("LUN").with("/extension/reviewBy", "\"2023-04-01\"").terms();
        NavigableMap<LocalDate, Terms> versions =
                new TreeMap<>(Map.of(LUN.period().first(), LUN, LocalDate.of(2022, 7, 1), later));
        assertThat(Deadline.of(versions, LocalDate.of(2023, 12, 31)))
                .filteredOn(deadline -> deadline.kind() == Kind.REVIEW)
                .extracting(Deadline::on)
                .containsExactly(LocalDate.of(2023, 4, 1));
    }

    @Test
    @Clause("STO-3")
    void nextYearsTermsSetNoDeadlineForThisYear() {
        Terms next = Paper.of("STO").with("/exits/0/noticeBy", "\"--11-30\"").terms();
        NavigableMap<LocalDate, Terms> versions =
                new TreeMap<>(Map.of(STO.period().first(), STO, LocalDate.of(2023, 1, 1), next));
        assertThat(Deadline.of(versions, LocalDate.of(2022, 12, 14)))
                .isEqualTo(deadlines(STO, LocalDate.of(2022, 12, 14)));
        assertThat(Deadline.of(versions, LocalDate.of(2023, 12, 14)))
                .contains(new Deadline(Kind.NOTICE_AGAINST_EXTENSION, LocalDate.of(2023, 11, 30), List.of("STO-3")));
    }

    @Test
    @Clause("STO-3")
    void noticeIsGivenByTheTermsOfItsDay() {
        Terms earlier = Paper.of("STO").with("/exits/0/noticeBy", "\"--06-30\"").terms();
        assertThat(noticeBy(earlier, LocalDate.of(2022, 10, 1)))
                .as("by the first terms until the last of September, by the others not at all")
                .containsExactly(LocalDate.of(2022, 9, 14));
        assertThat(noticeBy(earlier, LocalDate.of(2022, 9, 1)))
                .as("the first terms hold until the last of August")
                .containsExactly(LocalDate.of(2022, 8, 31));
        assertThat(noticeBy(earlier, LocalDate.of(2022, 6, 30))).containsExactly(LocalDate.of(2022, 6, 30));
    }

    private static List<LocalDate> noticeBy(Terms then, LocalDate from) {
        return Deadline.of(new TreeMap<>(Map.of(STO.period().first(), STO, from, then)), LocalDate.of(2022, 12, 14))
                .stream()
                .filter(deadline -> deadline.kind() == Kind.NOTICE_AGAINST_EXTENSION)
                .map(Deadline::on)
                .toList();
    }

    private static List<Deadline> deadlines(Terms terms, LocalDate lastDay) {
        return Deadline.of(new TreeMap<>(Map.of(terms.period().first(), terms)), lastDay);
    }
}
