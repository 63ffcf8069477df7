package se.iopledger.agreement.lookup;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.iopledger.agreement.domain.Agreement;
import se.iopledger.agreement.domain.Stage;
import se.iopledger.agreement.domain.correct.Corrections.Correction;
import se.iopledger.agreement.domain.exit.Cut;
import se.iopledger.agreement.domain.exit.Ground;
import se.iopledger.agreement.domain.sign.Signatures;
import se.iopledger.contracts.agreement.Ending;
import se.iopledger.contracts.agreement.Evidence;
import se.iopledger.contracts.terms.Phase;
import se.iopledger.contracts.terms.Provision;
import se.iopledger.contracts.terms.Sector;
import se.iopledger.contracts.terms.Terms;

/**
 * An agreement as it stands.
 *
 * @param version its stream's last sequence; also the {@code ETag}
 * @param takeoverDate from when this ledger carries it
 * @param parties on the day that was asked for, or the last day
 * @param findings what the paper leaves open, and how it was settled
 * @param corrections what somebody says was recorded by mistake
 * @param missingForActivation what stands between it and its being in force
 * @param ended what ended it, or will; null where nothing ends it before the day to which it runs
 * @param phases the phases of its period
 * @param provisions what binds otherwise, by subject
 */
record AgreementView(
        String agreementId,
        String shortName,
        String title,
        String municipality,
        @Nullable String caseNumber,
        AgreementState state,
        long version,
        int termsVersion,
        Period period,
        LocalDate takeoverDate,
        List<Party> parties,
        @Nullable Approval approved,
        List<Signature> signed,
        List<FindingView> findings,
        List<Correction> corrections,
        List<Missing> missingForActivation,
        @Nullable Ended ended,
        List<PhaseView> phases,
        List<Provision> provisions) {

    /**
     * First and last day, both included.
     *
     * @param last as it stands now, after extensions
     */
    record Period(LocalDate first, LocalDate last) {}

    /**
     * A way out that was taken.
     *
     * @param exit id of the exit rule in the terms; null where the terms have none for it
     * @param fact id of what was recorded, as notice-1
     * @param by ids of the parties that left, or were made to
     * @param calculation how the last day was reckoned, for a person
     */
    record Ended(
            Ending how,
            @Nullable String exit,
            String fact,
            List<String> by,
            LocalDate lastDay,
            String calculation,
            List<String> clauses) {}

    /** @param now whether it goes on on the day that was asked for */
    record PhaseView(
            String title, LocalDate first, @Nullable LocalDate last, boolean now, List<String> clauses) {
        static PhaseView of(Phase phase, LocalDate day) {
            LocalDate last = phase.last();
            return new PhaseView(
                    phase.title(),
                    phase.first(),
                    last,
                    !day.isBefore(phase.first()) && (last == null || !day.isAfter(last)),
                    phase.clauses());
        }
    }

    record Party(
            String id,
            String name,
            @Nullable String organisationNumber,
            Sector sector,
            @Nullable String representedBy) {}

    record Approval(
            String decidedBy, LocalDate decidedOn, @Nullable String reference, Evidence evidence) {}

    record Signature(String party, LocalDate signedOn, Evidence evidence) {}

    /**
     * Something missing.
     *
     * @param what {@code BOARD_DECISION} or {@code SIGNATURE}
     * @param party id of the party whose signature is missing
     * @param text for a person
     */
    record Missing(String what, @Nullable String party, String text) {}

    /** @param day on which it is looked at */
    static AgreementView of(Agreement.Known agreement, long version, LocalDate day) {
        Terms terms = agreement.terms();
        Terms onTheDay = agreement.termsOn(day.isBefore(lastDayOf(agreement)) ? day : lastDayOf(agreement));
        return new AgreementView(
                agreement.agreementId(),
                terms.shortName(),
                terms.title(),
                terms.municipality(),
                terms.caseNumber(),
                AgreementState.of(agreement),
                version,
                agreement.termsVersion(),
                new Period(terms.period().first(), lastDayOf(agreement)),
                terms.takeoverDate(),
                onTheDay.parties().stream().map(AgreementView::view).toList(),
                agreement.approval() == null ? null : view(agreement.approval()),
                agreement.signatures().all().stream().map(AgreementView::view).toList(),
                FindingView.of(agreement, day),
                agreement.corrections().all(),
                Agreement.missingForActivation(agreement).stream()
                        .map(AgreementView::view)
                        .toList(),
                Cut.of(agreement)
                        .filter(cut -> !cut.lastDay().isAfter(lastDayOf(agreement)))
                        .flatMap(cut -> Ground.of(agreement, cut).map(ground -> view(cut, ground)))
                        .orElse(null),
                agreement.termsOn(day).phases().stream()
                        .map(phase -> PhaseView.of(phase, day))
                        .toList(),
                agreement.termsOn(day).provisions());
    }

    private static Ended view(Cut cut, Ground ground) {
        return new Ended(
                cut.how(), ground.exit(), ground.fact(), ground.by(), cut.lastDay(), cut.calculation(), cut.clauses());
    }

    private static LocalDate lastDayOf(Agreement.Known agreement) {
        return switch (agreement.stage()) {
            case Stage.InForce(LocalDate _, LocalDate lastDay) -> lastDay;
            case Stage.Ended(LocalDate _, LocalDate lastDay, Ending _) -> lastDay;
            case Stage.Draft _, Stage.Approved _, Stage.Voided _ ->
                agreement.terms().period().last();
        };
    }

    private static Party view(se.iopledger.contracts.terms.Party party) {
        return new Party(
                party.id(),
                party.name(),
                party.organisationNumber() == null
                        ? null
                        : party.organisationNumber().value(),
                party.sector(),
                party.representedBy());
    }

    private static Approval view(se.iopledger.agreement.domain.approve.Approval approval) {
        return new Approval(approval.decidedBy(), approval.decidedOn(), approval.reference(), approval.evidence());
    }

    private static Signature view(Signatures.Signature signature) {
        return new Signature(signature.party(), signature.signedOn(), signature.evidence());
    }

    private static Missing view(Agreement.Missing missing) {
        return switch (missing) {
            case Agreement.Missing.BoardDecision() ->
                new Missing("BOARD_DECISION", null, "the board's decision is not recorded");
            case Agreement.Missing.SignatureOf(se.iopledger.contracts.terms.Party party) ->
                new Missing("SIGNATURE", party.id(), "the signature of " + party.name() + " is not recorded");
        };
    }
}
