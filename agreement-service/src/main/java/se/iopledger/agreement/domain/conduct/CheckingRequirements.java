package se.iopledger.agreement.domain.conduct;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.ConductCommand.CheckRequirement;
import se.iopledger.agreement.domain.ConductCommand.EvidenceEligibility;
import se.iopledger.agreement.domain.ConductCommand.OfRequirement;
import se.iopledger.agreement.domain.DateRules;
import se.iopledger.agreement.domain.DocumentRules;
import se.iopledger.agreement.domain.EveryValue;
import se.iopledger.agreement.domain.Numbered;
import se.iopledger.agreement.domain.PartyRules;
import se.iopledger.agreement.domain.Refusals;
import se.iopledger.agreement.domain.clause.Stipulation;
import se.iopledger.agreement.domain.clause.StipulationRules;
import se.iopledger.agreement.domain.clause.Stipulations;
import se.iopledger.agreement.domain.finding.Findings;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.agreement.ConductEvent;
import se.iopledger.contracts.agreement.ConductEvent.EligibilityEvidenced;
import se.iopledger.contracts.agreement.ConductEvent.RequirementChecked;
import se.iopledger.contracts.agreement.ConductEvent.Result;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.contracts.terms.ExtensionKind;
import se.iopledger.contracts.terms.ExtensionRule;

/**
 * What is required of the parties, or undertaken by them, is checked, checked again, and evidenced (STO-12, NOR-15, NOR-16);
 * before the first day too.
 */
@CheckReturnValue
final class CheckingRequirements {
    private CheckingRequirements() {}

    static Decision<AgreementEvent> decide(Known known, OfRequirement command) {
        return DateRules.unlessVoided(known, () -> switch (command) {
            case CheckRequirement check ->
                on(known, check.requirementId(), check.checkedOn(), requirement -> check(known, requirement, check));
            case EvidenceEligibility evidence ->
                on(
                        known,
                        evidence.requirementId(),
                        evidence.validFrom(),
                        requirement -> evidence(known, requirement, evidence));
        });
    }

    private static Decision<AgreementEvent> on(
            Known known, String id, LocalDate day, Function<Stipulation, Decision<AgreementEvent>> decision) {
        return Stipulations.find(day, known, id)
                .map(decision)
                .orElseGet(() -> Decision.rejected(Rejection.unknown(
                        "RequirementMustBeInTheTerms", "the terms require nothing that has this id")));
    }

    private static Decision<AgreementEvent> check(Known known, Stipulation requirement, CheckRequirement command) {
        Optional<RequirementCheck> before = known.conduct().lastCheck(requirement.id(), command.party());
        return Refusals.unless(
                List.of(
                        EveryValue.mustHold(command),
                        StipulationRules.onlyWhatIsAskedForIsChecked(requirement),
                        PartyRules.partyMustBeInTheTerms("/party", known, command.party(), command.checkedOn()),
                        StipulationRules.partyMustHaveUndertakenIt("/party", requirement, command.party()),
                        DateRules.stepMustBeInItsTime(
                                "/checkedOn",
                                command.checkedOn(),
                                before.map(RequirementCheck::checkedOn).orElse(command.checkedOn()),
                                command.mandate()),
                        fundsMustBeCheckedForTheirExtension(known, requirement, command),
                        checkMustSayWhatItRestsOn(command),
                        nextCheckMustComeLater(command)),
                () -> {
                    RequirementChecked checked = new RequirementChecked(
                            known.agreementId(),
                            known.facts().nextId("check", RequirementChecked.class),
                            requirement.id(),
                            requirement.text(),
                            command.party(),
                            command.checkedOn(),
                            command.result(),
                            command.note(),
                            command.nextCheckOn(),
                            before.map(RequirementCheck::id).orElse(null),
                            requirement.clauses());
                    List<AgreementEvent> facts = new ArrayList<>();
                    facts.add(checked);
                    facts.addAll(Findings.raised(known.agreementId(), Findings.ofCheck(checked)));
                    return facts;
                });
    }

    /** STO-3: one fact has one place. A check beside the one on which an extension depends would say nothing to it. */
    private static Optional<Rejection> fundsMustBeCheckedForTheirExtension(
            Known known, Stipulation requirement, CheckRequirement command) {
        ExtensionRule extension = known.termsOn(command.checkedOn()).extension();
        return Refusals.when(
                Requirements.isOnFunds(known, requirement.id(), command.checkedOn())
                        && extension != null
                        && extension.kind() == ExtensionKind.AUTOMATIC,
                () -> Rejection.conflict(
                                "FundsMustBeCheckedForTheirExtension",
                                "an extension depends on whether funds exist: record the check of funds for it, or that the"
                                        + " condition lapsed")
                        .by(Refusals.clausesOf(requirement.clauses())));
    }

    private static Optional<Rejection> checkMustSayWhatItRestsOn(CheckRequirement command) {
        return Refusals.when(
                command.result() != Result.FULFILLED && command.note() == null,
                () -> Rejection.at(
                        "/note", "CheckMustSayWhatItRestsOn", "say why it is assumed, or what is not fulfilled"));
    }

    private static Optional<Rejection> nextCheckMustComeLater(CheckRequirement command) {
        return Refusals.when(
                command.nextCheckOn() != null && !command.nextCheckOn().isAfter(command.checkedOn()),
                () -> Rejection.at(
                        "/nextCheckOn",
                        "NextCheckMustComeLater",
                        "the next check is by " + command.nextCheckOn() + ", this one was on " + command.checkedOn()));
    }

    private static Decision<AgreementEvent> evidence(
            Known known, Stipulation requirement, EvidenceEligibility command) {
        return Refusals.unless(
                List.of(
                        EveryValue.mustHold(command),
                        StipulationRules.onlyWhatIsAskedForIsChecked(requirement),
                        PartyRules.partyMustBeInTheTerms("/party", known, command.party(), command.validFrom()),
                        StipulationRules.partyMustHaveUndertakenIt("/party", requirement, command.party()),
                        DocumentRules.referenceMustHold("/document", command.document(), command.mandate()),
                        evidenceMustBeValidForADay(command)),
                () -> List.of(new EligibilityEvidenced(
                        known.agreementId(),
                        known.facts().nextId("evidence", EligibilityEvidenced.class),
                        requirement.id(),
                        command.party(),
                        command.document(),
                        command.validFrom(),
                        command.validUntil())));
    }

    private static Optional<Rejection> evidenceMustBeValidForADay(EvidenceEligibility command) {
        return Refusals.when(
                command.validUntil() != null && command.validUntil().isBefore(command.validFrom()),
                () -> Rejection.at(
                        "/validUntil",
                        "EvidenceMustBeValidForADay",
                        "it is valid from " + command.validFrom() + " and until " + command.validUntil()));
    }

    static Known evolve(Known known, ConductEvent.OfRequirement event) {
        Conduct conduct = known.conduct();
        return known.with(
                switch (event) {
                    case RequirementChecked checked ->
                        conduct.withChecks(Numbered.and(
                                conduct.checks(),
                                new RequirementCheck(
                                        checked.checkId(),
                                        checked.requirementId(),
                                        checked.party(),
                                        checked.checkedOn(),
                                        checked.result(),
                                        checked.note(),
                                        checked.nextCheckOn())));
                    case EligibilityEvidenced evidenced ->
                        conduct.withEvidence(Numbered.and(
                                conduct.evidence(),
                                new EligibilityEvidence(
                                        evidenced.evidenceId(),
                                        evidenced.requirementId(),
                                        evidenced.party(),
                                        evidenced.document(),
                                        evidenced.validFrom(),
                                        evidenced.validUntil())));
                });
    }
}
