package se.iopledger.agreement.possible;

import static se.iopledger.agreement.possible.Asking.NOTHING;
import static se.iopledger.agreement.possible.Asking.WORDS;
import static se.iopledger.agreement.possible.Asking.each;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.AgreementCommand.ApproveAgreement;
import se.iopledger.agreement.domain.AgreementCommand.EraseDataSubject;
import se.iopledger.agreement.domain.AgreementCommand.NameContactPerson;
import se.iopledger.agreement.domain.AgreementCommand.RegisterAgreement;
import se.iopledger.agreement.domain.AgreementCommand.RemoveContactPerson;
import se.iopledger.agreement.domain.AgreementCommand.SignAgreement;
import se.iopledger.agreement.domain.CorrectionCommand.ApproveCorrection;
import se.iopledger.agreement.domain.CorrectionCommand.ProposeCorrection;
import se.iopledger.agreement.domain.CorrectionCommand.RefuseCorrection;
import se.iopledger.agreement.domain.CorrectionCommand.WithdrawCorrection;
import se.iopledger.agreement.domain.SettlementCommand.SettleFinding;
import se.iopledger.agreement.domain.SettlementCommand.WithdrawSettlement;
import se.iopledger.agreement.domain.contact.Contact;
import se.iopledger.agreement.domain.correct.Corrections;
import se.iopledger.agreement.domain.correct.Corrections.Correction;
import se.iopledger.agreement.domain.correct.Facts.Fact;
import se.iopledger.agreement.domain.settle.Settlements.Settlement;
import se.iopledger.agreement.domain.settle.Settling;
import se.iopledger.contracts.agreement.Finding;
import se.iopledger.contracts.agreement.SettlementEvent.ChosenReading;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.personal.ErasureGround;
import se.iopledger.contracts.personal.PersonalText;
import se.iopledger.shell.access.Role;

/**
 * Every request that there is about an agreement, once for each thing that it could be about, as good as it can be: dated
 * today, evidenced, in writing, with a reason. A feature has a method here,
 * or in a class beside it.
 */
final class EveryRequest {
    private final Asking asking;
    private final Known agreement;
    private final Mandate mandate;
    private final String id;

    private EveryRequest(Asking asking) {
        this.asking = asking;
        this.agreement = asking.agreement();
        this.mandate = asking.mandate();
        this.id = asking.id();
    }

    static List<Asked> of(Known agreement, Mandate asker) {
        Asking asking = Asking.of(agreement, asker);
        EveryRequest every = new EveryRequest(asking);
        return Stream.of(
                        every.beginning(),
                        new ExitRequests(asking).all(),
                        new ConductRequests(asking).all(),
                        new AmendmentRequests(asking).all(),
                        new RecordRequests(asking).all(),
                        every.contacts(),
                        every.settlements(),
                        every.corrections())
                .flatMap(asked -> asked)
                .toList();
    }

    private Stream<Asked> beginning() {
        return Stream.concat(
                Stream.of(
                        new Asked(
                                "registerAgreement",
                                Map.of(),
                                Role.REGISTRAR,
                                new RegisterAgreement(agreement.registration().terms(), mandate)),
                        new Asked(
                                "approveAgreement",
                                Map.of(),
                                Role.APPROVER,
                                new ApproveAgreement(id, WORDS, mandate.today(), null, asking.evidence(), mandate))),
                asking.perParty(
                        "signAgreement",
                        Role.REGISTRAR,
                        party -> new SignAgreement(id, party, mandate.today(), asking.evidence(), mandate)));
    }

    private Stream<Asked> contacts() {
        PersonalText text = new PersonalText(NOTHING, NOTHING, NOTHING);
        List<String> persons =
                agreement.contacts().all().stream().map(Contact::dataSubject).toList();
        return Stream.of(
                        asking.perParty(
                                "nameContactPerson",
                                Role.REGISTRAR,
                                party -> new NameContactPerson(
                                        id, NOTHING, party, NOTHING, text, null, null, null, mandate)),
                        each(
                                "removeContactPerson",
                                "person",
                                Role.REGISTRAR,
                                persons.stream(),
                                person -> new RemoveContactPerson(id, person, mandate)),
                        each(
                                "eraseDataSubject",
                                "person",
                                Role.APPROVER,
                                persons.stream(),
                                person -> new EraseDataSubject(id, person, ErasureGround.OBJECTION, mandate)))
                .flatMap(asked -> asked);
    }

    private Stream<Asked> settlements() {
        return Stream.concat(
                each(
                        "settleFinding",
                        "finding",
                        Role.APPROVER,
                        agreement.findings().stream().map(Finding::id),
                        this::settle),
                each(
                        "withdrawSettlement",
                        "settlementId",
                        Role.APPROVER,
                        agreement.settlements().all().stream().map(Settlement::id),
                        settlement -> new WithdrawSettlement(id, settlement, mandate.today(), mandate)));
    }

    private SettleFinding settle(String finding) {
        String reading = agreement.findings().stream()
                .filter(one -> one.id().equals(finding))
                .flatMap(one -> Settling.readings(agreement, one, mandate.today()).stream())
                .map(ChosenReading::id)
                .findFirst()
                .orElse(null);
        return new SettleFinding(id, finding, reading, WORDS, mandate.today(), null, mandate);
    }

    private Stream<Asked> corrections() {
        List<String> open = agreement.corrections().all().stream()
                .filter(correction -> correction.outcome() == Corrections.Outcome.OPEN)
                .map(Correction::id)
                .toList();
        Stream<String> facts = agreement.facts().all().stream()
                .filter(fact -> !fact.voided())
                .map(Fact::number)
                .map(String::valueOf);
        return Stream.of(
                        each(
                                "proposeCorrection",
                                "fact",
                                Role.REGISTRAR,
                                facts,
                                fact -> new ProposeCorrection(
                                        id, fact.equals(NOTHING) ? -1 : Integer.parseInt(fact), mandate)),
                        each(
                                "approveCorrection",
                                "correctionId",
                                Role.APPROVER,
                                open.stream(),
                                correction -> new ApproveCorrection(id, correction, mandate)),
                        each(
                                "refuseCorrection",
                                "correctionId",
                                Role.APPROVER,
                                open.stream(),
                                correction -> new RefuseCorrection(id, correction, mandate)),
                        each(
                                "withdrawCorrection",
                                "correctionId",
                                Role.REGISTRAR,
                                open.stream(),
                                correction -> new WithdrawCorrection(id, correction, mandate)))
                .flatMap(asked -> asked);
    }
}
