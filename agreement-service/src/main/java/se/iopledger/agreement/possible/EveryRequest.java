package se.iopledger.agreement.possible;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.AgreementCommand;
import se.iopledger.agreement.domain.AgreementCommand.ApproveAgreement;
import se.iopledger.agreement.domain.AgreementCommand.EraseDataSubject;
import se.iopledger.agreement.domain.AgreementCommand.NameContactPerson;
import se.iopledger.agreement.domain.AgreementCommand.RegisterAgreement;
import se.iopledger.agreement.domain.AgreementCommand.RemoveContactPerson;
import se.iopledger.agreement.domain.AgreementCommand.SignAgreement;
import se.iopledger.agreement.domain.ConductCommand.AcceptRemediationPlan;
import se.iopledger.agreement.domain.ConductCommand.DemandRemediationPlan;
import se.iopledger.agreement.domain.ConductCommand.FollowUpDeficiency;
import se.iopledger.agreement.domain.ConductCommand.RegisterDeficiency;
import se.iopledger.agreement.domain.ConductCommand.SubmitRemediationPlan;
import se.iopledger.agreement.domain.CorrectionCommand.ApproveCorrection;
import se.iopledger.agreement.domain.CorrectionCommand.ProposeCorrection;
import se.iopledger.agreement.domain.CorrectionCommand.RefuseCorrection;
import se.iopledger.agreement.domain.CorrectionCommand.WithdrawCorrection;
import se.iopledger.agreement.domain.ExitCommand.GiveNotice;
import se.iopledger.agreement.domain.ExitCommand.WithdrawNotice;
import se.iopledger.agreement.domain.SettlementCommand.SettleFinding;
import se.iopledger.agreement.domain.SettlementCommand.WithdrawSettlement;
import se.iopledger.agreement.domain.conduct.Deficiency;
import se.iopledger.agreement.domain.contact.Contact;
import se.iopledger.agreement.domain.correct.Corrections;
import se.iopledger.agreement.domain.correct.Corrections.Correction;
import se.iopledger.agreement.domain.correct.Facts.Fact;
import se.iopledger.agreement.domain.exit.Notices.Notice;
import se.iopledger.agreement.domain.finding.Readings;
import se.iopledger.agreement.domain.settle.Settlements.Settlement;
import se.iopledger.contracts.agreement.ConductEvent.Outcome;
import se.iopledger.contracts.agreement.Evidence;
import se.iopledger.contracts.agreement.ExitEvent;
import se.iopledger.contracts.agreement.Finding;
import se.iopledger.contracts.agreement.SettlementEvent.ChosenReading;
import se.iopledger.contracts.agreement.StepTaken;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.personal.ErasureGround;
import se.iopledger.contracts.personal.PersonalText;
import se.iopledger.contracts.terms.ExitRule;
import se.iopledger.contracts.terms.Group;
import se.iopledger.contracts.terms.GroupKind;
import se.iopledger.contracts.terms.Party;
import se.iopledger.shell.access.Role;

/**
 * Every request that there is about an agreement, once for each thing that it could be about, as good as it can be: dated
 * today, evidenced, in writing, with a reason. A feature has a method here.
 */
final class EveryRequest {
    /** Stands where there is nothing of the kind, so that the answer says so. */
    private static final String NOTHING = "none";

    private static final String WORDS = "asked what may be done";

    private final Known agreement;
    private final Mandate mandate;
    private final String id;

    private EveryRequest(Known agreement, Mandate mandate) {
        this.agreement = agreement;
        this.mandate = mandate;
        this.id = agreement.agreementId();
    }

    static List<Asked> of(Known agreement, Mandate asker) {
        EveryRequest every =
                new EveryRequest(agreement, new Mandate(asker.actor(), asker.effectiveOn(), asker.today(), WORDS));
        return Stream.of(
                        every.beginning(),
                        every.exits(),
                        every.conduct(),
                        every.contacts(),
                        every.settlements(),
                        every.corrections())
                .flatMap(asked -> asked)
                .toList();
    }

    private Stream<Asked> beginning() {
        Evidence evidence = new Evidence(Evidence.Kind.DOCUMENT, WORDS, null, null);
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
                                new ApproveAgreement(id, WORDS, mandate.today(), null, evidence, mandate))),
                parties(
                        "signAgreement",
                        Role.REGISTRAR,
                        party -> new SignAgreement(id, party, mandate.today(), evidence, mandate)));
    }

    private Stream<Asked> exits() {
        Stream<Asked> notices = agreement.terms().exits().stream()
                .flatMap(exit -> agreement.terms().parties().stream()
                        .map(party -> new Asked(
                                "giveNotice",
                                Map.of("exit", exit.id(), "by", party.id()),
                                Role.REGISTRAR,
                                notice(exit, party))));
        return Stream.concat(
                notices,
                each(
                        "withdrawNotice",
                        "noticeId",
                        Role.REGISTRAR,
                        agreement.notices().all().stream().map(Notice::id),
                        notice -> new WithdrawNotice(id, notice, mandate.today(), mandate)));
    }

    private GiveNotice notice(ExitRule exit, Party party) {
        return new GiveNotice(
                id,
                exit.id(),
                party.id(),
                mandate.today(),
                ExitEvent.Form.WRITTEN,
                WORDS,
                null,
                exit.stepsBefore().stream()
                        .map(step -> new StepTaken(step, mandate.today()))
                        .toList(),
                mandate);
    }

    private Stream<Asked> conduct() {
        LocalDate today = mandate.today();
        List<String> deficiencies =
                agreement.conduct().deficiencies().stream().map(Deficiency::id).toList();
        return Stream.of(
                        parties(
                                "registerDeficiency",
                                Role.REGISTRAR,
                                party -> new RegisterDeficiency(id, party, today, WORDS, mandate)),
                        ofDeficiency(
                                "demandRemediationPlan",
                                deficiencies,
                                of -> new DemandRemediationPlan(
                                        id, of, group(GroupKind.STEERING), today, today.plusMonths(1), mandate)),
                        ofDeficiency(
                                "submitRemediationPlan",
                                deficiencies,
                                of -> new SubmitRemediationPlan(id, of, today, mandate)),
                        ofDeficiency(
                                "acceptRemediationPlan",
                                deficiencies,
                                of -> new AcceptRemediationPlan(id, of, today, mandate)),
                        ofDeficiency(
                                "followUpDeficiency",
                                deficiencies,
                                of -> new FollowUpDeficiency(id, of, today, Outcome.REMEDIED, mandate)))
                .flatMap(asked -> asked);
    }

    private static Stream<Asked> ofDeficiency(
            String operation, List<String> deficiencies, Function<String, AgreementCommand> command) {
        return each(operation, "deficiencyId", Role.REGISTRAR, deficiencies.stream(), command);
    }

    /** The first group of its kind. */
    private String group(GroupKind kind) {
        return agreement.terms().groups().stream()
                .filter(group -> group.kind() == kind)
                .map(Group::id)
                .findFirst()
                .orElse(NOTHING);
    }

    private Stream<Asked> contacts() {
        PersonalText text = new PersonalText(NOTHING, NOTHING, NOTHING);
        List<String> persons =
                agreement.contacts().all().stream().map(Contact::dataSubject).toList();
        return Stream.of(
                        parties(
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
                .flatMap(one -> Readings.of(agreement.terms(), one).stream())
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

    private Stream<Asked> parties(String operation, Role role, Function<String, AgreementCommand> command) {
        return each(
                operation, "party", role, agreement.terms().parties().stream().map(Party::id), command);
    }

    /** The request for each of these; where there is none, once for nothing, so that the rule is told. */
    private static Stream<Asked> each(
            String operation,
            String name,
            Role role,
            Stream<String> things,
            Function<String, AgreementCommand> command) {
        List<String> all = things.distinct().toList();
        return all.isEmpty()
                ? Stream.of(new Asked(operation, Map.of(), role, command.apply(NOTHING)))
                : all.stream().map(thing -> new Asked(operation, Map.of(name, thing), role, command.apply(thing)));
    }
}
