package se.iopledger.reporting.obligation;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.agreement.AgreementLife;
import se.iopledger.reporting.agreement.KnownAgreement;
import se.iopledger.reporting.agreement.KnownAgreement.Refusal;
import se.iopledger.reporting.domain.Obligations;
import se.iopledger.reporting.domain.ReportingPlan;

/**
 * What one agreement asks to be reported and met about.
 *
 * @param nextObligation the earliest dated one that is awaited here
 */
record AgreementObligations(
        String agreementId,
        Status status,

        @Schema(description = "In order of due date, undated ones last.")
        List<ObligationAnswer> obligations,

        @Schema(description = "The earliest dated one that is awaited here; left out where there is none.") @Nullable ObligationAnswer nextObligation,

        @Schema(
                description =
                        "Why something that was heard of the agreement had no effect here; left out where all is well.")
        @Nullable Refusal refusal) {

    /** Whether the obligations bind. */
    enum Status {
        /** Registered: what the terms would ask for. Nothing is owed before the activation. */
        PREVIEW,
        IN_FORCE,
        /** The agreement was voided. */
        WITHDRAWN,
        /** The terms break a rule, so that nothing could be derived from them. */
        REFUSED
    }

    private static final Comparator<ObligationAnswer> BY_DUE_DATE_UNDATED_LAST = Comparator.comparing(
                    ObligationAnswer::dueDate, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(ObligationAnswer::obligationId);

    /**
     * @param known what was heard of the agreement
     * @param state what was derived
     */
    static AgreementObligations of(KnownAgreement known, Obligations state) {
        return switch (state) {
            case Obligations.Owed owed ->
                answer(
                        known,
                        Status.IN_FORCE,
                        owed.byId().values().stream()
                                .map(obligation -> ObligationAnswer.of(obligation, owed.isOverdue(obligation)))
                                .toList());
            case Obligations.NothingDerived() -> notInForce(known);
            case Obligations.Withdrawn withdrawn -> notInForce(known);
        };
    }

    private static AgreementObligations notInForce(KnownAgreement known) {
        if (known.standing() == KnownAgreement.Standing.VOIDED) {
            return answer(known, Status.WITHDRAWN, List.of());
        }
        AgreementLife begun = AgreementLife.begun(known.termsVersion(), known.terms());
        Optional<Refusal> refusal = Optional.ofNullable(known.refusal())
                .or(() -> ReportingPlan.brokenRule(begun).map(broken -> new Refusal(broken.rule(), broken.detail())));
        if (refusal.isPresent()) {
            return new AgreementObligations(known.agreementId(), Status.REFUSED, List.of(), null, refusal.get());
        }
        return answer(
                known,
                Status.PREVIEW,
                ReportingPlan.of(begun).asked().stream()
                        .map(asked -> ObligationAnswer.of(asked.obligation(), false))
                        .toList());
    }

    private static AgreementObligations answer(
            KnownAgreement known, Status status, List<ObligationAnswer> obligations) {
        List<ObligationAnswer> sorted =
                obligations.stream().sorted(BY_DUE_DATE_UNDATED_LAST).toList();
        return new AgreementObligations(
                known.agreementId(),
                status,
                sorted,
                sorted.stream()
                        .filter(obligation -> obligation.status() == ObligationAnswer.Status.AWAITED)
                        .findFirst()
                        .orElse(null),
                known.refusal());
    }
}
