package se.iopledger.finance.domain.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import se.iopledger.contracts.finance.BankFileEvent;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.finance.domain.intake.BankFileCommand.CloseFinding;
import se.iopledger.finance.domain.intake.BankFileCommand.FinishIntake;
import se.iopledger.finance.domain.intake.BankFileCommand.KeepUnread;
import se.iopledger.finance.domain.intake.BankFileCommand.RaiseFinding;
import se.iopledger.finance.domain.intake.BankFileCommand.ReceiveFile;
import se.iopledger.finance.domain.intake.BankFileCommand.Trouble;

/** A bank's file is received once, and what cannot be taken in is kept until a person has dealt with it. */
class BankFileDeciderTest {
    private static final String IMPORT = BankFileCommand.importId("0180", "00");
    private static final Mandate ANNA = Mandate.of("anna", LocalDate.parse("2022-01-03"));
    private static final BankFileCommand RECEIVED =
            new ReceiveFile(IMPORT, "0180", "00", "camt.054.001.08", "SIM-1", List.of(), 2, ANNA);
    private static final BankFileCommand RAISED = new RaiseFinding(
            IMPORT, new Trouble(1, "PaymentMustBeOfAKnownOrder", "there is none", "Ask", "ref", null, null), ANNA);
    private static final BankFileCommand FINISHED = new FinishIntake(IMPORT, 1, 1, ANNA);

    private static BankFile given(BankFileCommand... commands) {
        BankFile file = BankFileDecider.initial();
        for (BankFileCommand command : commands) {
            for (BankFileEvent event : accepted(file, command)) {
                file = BankFileDecider.evolve(file, event);
            }
        }
        return file;
    }

    private static List<BankFileEvent> accepted(BankFile file, BankFileCommand command) {
        return switch (BankFileDecider.decide(command, file)) {
            case Decision.Accepted<BankFileEvent>(var events) -> events;
            case Decision.Rejected<BankFileEvent>(Rejection rejection) ->
                throw new AssertionError("refused by " + rejection);
        };
    }

    private static void refused(BankFile file, BankFileCommand command, String rule, String detail) {
        assertThat(BankFileDecider.decide(command, file)).isInstanceOfSatisfying(Decision.Rejected.class, rejected -> {
            assertThat(rejected.rejection().rule()).isEqualTo(rule);
            assertThat(rejected.rejection().detail()).contains(detail);
        });
    }

    @Test
    void theSameFileTwiceIsRefusedAndSaysAsWhatItWasTakenIn() {
        refused(given(RECEIVED), RECEIVED, "FileMustBeReceivedOnce", IMPORT);
        assertThat(BankFileCommand.importId("0180", "00")).isEqualTo(IMPORT);
        assertThat(BankFileCommand.importId("0380", "00")).isNotEqualTo(IMPORT);
    }

    @Test
    void whatCannotBeReadIsKeptOnceAndIsNoObstacleToReadingItLater() {
        String unread = BankFileCommand.unreadImportId("0180", "00");
        BankFileCommand kept = new KeepUnread(
                unread, "0180", "00", new Trouble(0, "FileMustBeWellFormed", "broken", "Ask", null, null, null), ANNA);
        BankFile file = given(kept);

        assertThat(((BankFile.Known) file).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.closed()).isNull());
        assertThat(((BankFile.Known) file).result()).isNotNull();
        assertThat(accepted(file, kept)).isEmpty();
        assertThat(unread).isNotEqualTo(IMPORT);
    }

    @Test
    void anIntakeThatIsDoneAgainRaisesAndFinishesNothingTwice() {
        BankFile file = given(RECEIVED, RAISED, FINISHED);

        assertThat(accepted(file, RAISED)).isEmpty();
        assertThat(accepted(file, FINISHED)).isEmpty();
    }

    @Test
    void aFindingIsClosedOnceByAPersonWhoSaysHow() {
        BankFileCommand close = new CloseFinding(IMPORT, 1, "The bank took it back", ANNA);
        BankFile file = given(RECEIVED, RAISED, close);

        assertThat(Objects.requireNonNull(
                                ((BankFile.Known) file).findings().getFirst().closed())
                        .how())
                .isEqualTo("The bank took it back");
        refused(file, close, "FindingMustBeOpen", "already");
        refused(file, new CloseFinding(IMPORT, 2, "x", ANNA), "FindingMustBeRaised", "no finding 2");
    }

    @Test
    void nothingIsDoneToAFileThatNobodyBrought() {
        refused(BankFileDecider.initial(), RAISED, "FileMustBeReceived", "no such import");
        assertThatIllegalStateException()
                .isThrownBy(() -> BankFileDecider.evolve(
                        BankFileDecider.initial(),
                        accepted(given(RECEIVED), RAISED).getFirst()));
        assertThatIllegalStateException()
                .isThrownBy(() -> BankFileDecider.evolve(
                        given(RECEIVED),
                        accepted(BankFileDecider.initial(), RECEIVED).getFirst()));
    }
}
