package se.iopledger.agreement.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static se.iopledger.agreement.domain.Story.APPROVER;
import static se.iopledger.agreement.domain.Story.approve;
import static se.iopledger.agreement.domain.Story.given;
import static se.iopledger.agreement.domain.Story.givenActive;
import static se.iopledger.agreement.domain.Story.register;
import static se.iopledger.agreement.domain.Story.workOffDueOn;
import static se.iopledger.agreement.testing.Five.UPP;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import se.iopledger.agreement.domain.AgreementCommand.EraseDataSubject;
import se.iopledger.agreement.domain.AgreementCommand.RegisterAgreement;
import se.iopledger.agreement.domain.AgreementCommand.RemoveContactPerson;
import se.iopledger.agreement.domain.AgreementCommand.WorkOffDue;
import se.iopledger.agreement.domain.ArchiveCommand.ArchiveAgreement;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.agreement.ArchiveEvent.Concluded;
import se.iopledger.contracts.agreement.ArchiveEvent.Fate;
import se.iopledger.contracts.agreement.ArchiveEvent.Matter;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Mandate;

/** What holds for commands of every kind, also those that are added later. */
final class EveryKindOfCommandTest {
    private static final LocalDate ARCHIVED_ON = LocalDate.of(2022, 2, 1);
    private static final Story ARCHIVED = givenActive(UPP)
            .when(workOffDueOn(UPP, ARCHIVED_ON))
            .happens()
            .when(new ArchiveAgreement(
                    AgreementId.of(UPP),
                    ARCHIVED_ON,
                    "the board's document plan (simulated)",
                    Fate.PRESERVED,
                    null,
                    2021,
                    List.of(
                            new Concluded(Matter.PAYMENTS, "the last tranche is reconciled (simulated)"),
                            new Concluded(Matter.REPORTS, "the last compilation came (simulated)")),
                    new Mandate(APPROVER, ARCHIVED_ON, ARCHIVED_ON, "by the document plan")))
            .happens();

    @ParameterizedTest
    @MethodSource("se.iopledger.agreement.domain.Commands#kinds")
    void anArchivedAgreementTakesCorrectionsAndWhatAPersonMayAskForAndNothingElse(Class<?> kind) {
        AgreementCommand command = AnyOther.example(kind, UPP, Mandate.of(APPROVER, ARCHIVED_ON.plusDays(1)));
        boolean taken = switch (command) {
            case CorrectionCommand _, EraseDataSubject _, RemoveContactPerson _, WorkOffDue _ -> true;
            default -> false;
        };
        assertThat(refusedBy(ARCHIVED, command).equals("AgreementMustNotBeArchived"))
                .isNotEqualTo(taken);
    }

    @ParameterizedTest
    @MethodSource("se.iopledger.agreement.domain.Commands#kinds")
    void nothingButARegistrationIsAskedOfAnAgreementThatIsNotThere(Class<?> kind) {
        AgreementCommand command = AnyOther.example(kind, UPP, Mandate.of(APPROVER, ARCHIVED_ON));
        assertThat(refusedBy(given(), command).equals("AgreementMustBeRegistered"))
                .isNotEqualTo(command instanceof RegisterAgreement);
    }

    @ParameterizedTest
    @MethodSource("se.iopledger.agreement.domain.Commands#kinds")
    void anApprovalAloneIsNoBeginningOfTheAgreementsCourse(Class<?> kind) {
        AgreementCommand command = AnyOther.example(kind, UPP, Mandate.of(APPROVER, ARCHIVED_ON));
        boolean ofItsCourse = refusedBy(given(register(UPP)), command).equals("AgreementMustHaveBeenInForce");
        assertThat(refusedBy(given(register(UPP), approve(UPP)), command).equals("AgreementMustHaveBeenInForce"))
                .isEqualTo(ofItsCourse);
    }

    @ParameterizedTest
    @MethodSource("se.iopledger.agreement.domain.Commands#kinds")
    void whatIsDoneAboutAnAgreementIsKeptUnderItsId(Class<?> kind) {
        AgreementCommand command = AnyOther.example(kind, UPP, Mandate.of(APPROVER, ARCHIVED_ON));
        assertThat(command.streamId()).isEqualTo(AgreementId.of(UPP));
    }

    private static String refusedBy(Story story, AgreementCommand command) {
        Decision<AgreementEvent> decision = story.when(command).decision();
        return switch (decision) {
            case Decision.Accepted<AgreementEvent> _ -> "";
            case Decision.Rejected<AgreementEvent>(var rejection) -> rejection.rule();
        };
    }
}
