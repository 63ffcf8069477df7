package se.iopledger.agreement.domain;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.agreement.Evidence;
import se.iopledger.contracts.model.Command;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.model.PersonalCommand;
import se.iopledger.contracts.personal.ErasureGround;
import se.iopledger.contracts.personal.PersonalText;
import se.iopledger.contracts.terms.Terms;

/**
 * What somebody wants done to one agreement. A feature with several commands has a sealed interface in a file of its own,
 * in this package, since a sealed type and what it permits stand together.
 */
public sealed interface AgreementCommand extends Command
        permits AgreementCommand.RegisterAgreement,
                AgreementCommand.ApproveAgreement,
                AgreementCommand.SignAgreement,
                AgreementCommand.WorkOffDue,
                ContactCommand,
                AmendmentCommand,
                ExitCommand,
                ExtensionCommand,
                ConductCommand,
                GovernanceCommand,
                DocumentCommand,
                FundingCommand,
                SettlementCommand,
                NeedCommand,
                ArchiveCommand,
                CorrectionCommand {
    String agreementId();

    @Override
    default String streamId() {
        return agreementId();
    }

    /** Take the terms in as a draft. The agreement's id follows from the terms ({@link AgreementId}). */
    record RegisterAgreement(Terms terms, Mandate mandate) implements AgreementCommand {
        @Override
        public String agreementId() {
            return AgreementId.of(terms);
        }
    }

    /**
     * Record that the public party's board decided to enter the agreement.
     *
     * @param decidedBy the deciding body, as socialnämnden
     * @param decidedOn day of the decision, not after today
     * @param reference case number or paragraph of the minutes
     */
    record ApproveAgreement(
            String agreementId,
            String decidedBy,
            LocalDate decidedOn,
            @Nullable String reference,
            Evidence evidence,
            Mandate mandate)
            implements AgreementCommand {}

    /**
     * Record a party's signature.
     *
     * @param party id of the party in the terms
     * @param signedOn day of the signature in Europe/Stockholm, not after today
     */
    record SignAgreement(String agreementId, String party, LocalDate signedOn, Evidence evidence, Mandate mandate)
            implements AgreementCommand {}

    /**
     * Name a contact person of a party. Who it is was checked ({@code ContactDetails}) and encrypted at the door.
     *
     * @param dataSubject opaque id of the person, new with this command
     * @param party id of the party in the terms
     */
    record NameContactPerson(
            String agreementId,
            String dataSubject,
            String party,
            String personalEventId,
            PersonalText name,
            @Nullable PersonalText title,
            @Nullable PersonalText email,
            @Nullable PersonalText telephone,
            Mandate mandate)
            implements ContactCommand, PersonalCommand {}

    /** A contact person is it no more. */
    record RemoveContactPerson(String agreementId, String dataSubject, Mandate mandate) implements ContactCommand {}

    /** Tell that a person's key is deleted; the mandate's reason says why. */
    record EraseDataSubject(String agreementId, String dataSubject, ErasureGround ground, Mandate mandate)
            implements ContactCommand {}

    /** Only do what is due by today: wakes an agreement that nobody touches. */
    record WorkOffDue(String agreementId, Mandate mandate) implements AgreementCommand {}
}
