package se.iopledger.agreement.domain.finding;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import se.iopledger.contracts.agreement.Finding;
import se.iopledger.contracts.agreement.Finding.Affects;
import se.iopledger.contracts.terms.Manner;
import se.iopledger.contracts.terms.PaymentTerms;
import se.iopledger.contracts.terms.Remedy;
import se.iopledger.contracts.terms.RemedyKind;
import se.iopledger.contracts.terms.RemedyShare;
import se.iopledger.contracts.terms.Terms;

/** What happens with money that was paid for something that was not done. */
final class RepaymentFindings {
    private static final Ideal REGULATED = new Ideal("RepaymentMustBeRegulated", Affects.REPAYMENT);
    private static final Ideal WHO = new Ideal("RepaymentMustSayWhoRepays", Affects.REPAYMENT);
    private static final Ideal HOW_MUCH = new Ideal("RepaymentMustSayWhichShare", Affects.REPAYMENT);
    private static final Ideal ONE_CAUSE = new Ideal("RepaymentCausesMustBeToldApart", Affects.REPAYMENT);

    private RepaymentFindings() {}

    static List<Finding> of(Terms terms) {
        List<Remedy> claims = terms.remedies().stream()
                .filter(remedy -> remedy.kind() == RemedyKind.REPAYMENT_CLAIM)
                .toList();
        List<Finding> findings = new ArrayList<>();
        repaymentMustBeRegulated(terms, claims).forEach(findings::add);
        claims.stream().flatMap(RepaymentFindings::repaymentMustSayWhoRepays).forEach(findings::add);
        claims.stream().flatMap(RepaymentFindings::repaymentMustSayWhichShare).forEach(findings::add);
        repaymentCausesMustBeToldApart(claims).forEach(findings::add);
        return findings;
    }

    private static Stream<Finding> repaymentMustBeRegulated(Terms terms, List<Remedy> claims) {
        if (!claims.isEmpty()) {
            return Stream.empty();
        }
        PaymentTerms payment = terms.funding().payment();
        boolean inAdvance = payment != null && payment.manner() == Manner.IN_ADVANCE;
        return Stream.of(REGULATED.brokenBy(
                payment == null ? terms.funding().clauses() : payment.clauses(),
                inAdvance
                        ? "Money is paid in advance, but no rule says when it is paid back."
                        : "No rule says when money is paid back."));
    }

    private static Stream<Finding> repaymentMustSayWhoRepays(Remedy claim) {
        return claim.liable() == null
                ? Stream.of(WHO.brokenBy(
                        claim.cause(),
                        claim.clauses(),
                        "Which party repays is not stated (" + claim.cause() + "); that needs a decision."))
                : Stream.empty();
    }

    private static Stream<Finding> repaymentMustSayWhichShare(Remedy claim) {
        return claim.share() == RemedyShare.PART_OR_WHOLE
                ? Stream.of(HOW_MUCH.brokenBy(
                        claim.cause(),
                        claim.clauses(),
                        "Part or all is repaid (" + claim.cause() + "); which share needs a decision."))
                : Stream.empty();
    }

    private static Stream<Finding> repaymentCausesMustBeToldApart(List<Remedy> claims) {
        return claims.stream().map(Remedy::cause).distinct().count() > 1
                ? Stream.of(ONE_CAUSE.brokenBy(
                        claims.stream()
                                .flatMap(claim -> claim.clauses().stream())
                                .distinct()
                                .toList(),
                        "Repayment has different causes in different places: "
                                + claims.stream().map(Remedy::cause).distinct().collect(joining("; ")) + "."))
                : Stream.empty();
    }
}
