package se.iopledger.finance.domain.claim;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.finance.ClaimEvent;
import se.iopledger.contracts.finance.ClaimEvent.ClaimContested;
import se.iopledger.contracts.finance.ClaimEvent.ClaimRaised;
import se.iopledger.contracts.finance.ClaimEvent.ClaimReduced;
import se.iopledger.contracts.finance.ClaimEvent.ClaimRepaid;
import se.iopledger.contracts.finance.ClaimEvent.ClaimWaived;
import se.iopledger.contracts.finance.ClaimEvent.ClaimWrittenOff;
import se.iopledger.contracts.finance.ClaimEvent.Ground;
import se.iopledger.contracts.finance.ClaimEvent.LetterExchanged;
import se.iopledger.contracts.finance.ClaimEvent.RepaymentVoided;
import se.iopledger.contracts.finance.ClaimEvent.RepaymentVoidingProposed;
import se.iopledger.contracts.finance.ClaimEvent.WaiverProposed;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.finance.domain.claim.Claim.Letter;
import se.iopledger.finance.domain.claim.Claim.Repayment;
import se.iopledger.finance.domain.claim.Claim.Voiding;
import se.iopledger.finance.domain.claim.Claim.Waiver;

/**
 * All claims under one agreement.
 *
 * @param claims by number
 */
@CheckReturnValue
public record Claims(SortedMap<Integer, Claim> claims) {
    private static final String PREFIX = "claim-";

    public Claims {
        claims = Collections.unmodifiableSortedMap(new TreeMap<>(claims));
    }

    public static Claims none() {
        return new Claims(new TreeMap<>());
    }

    public List<Claim> all() {
        return List.copyOf(claims.values());
    }

    Optional<Claim> find(String claimId) {
        return all().stream().filter(claim -> claim.claimId().equals(claimId)).findFirst();
    }

    /** The tranche for whose overpayment a claim was raised; empty for one by a clause. */
    public Optional<String> overpaidTranche(String claimId) {
        return find(claimId)
                .map(Claim::raised)
                .filter(raised -> raised.ground() == Ground.OVERPAYMENT)
                .map(ClaimRaised::of);
    }

    String nextId() {
        return PREFIX + (claims.size() + 1);
    }

    List<Claim> ofOverpaid(String trancheId) {
        return all().stream()
                .filter(claim -> claim.raised().ground() == Ground.OVERPAYMENT
                        && trancheId.equals(claim.raised().of()))
                .toList();
    }

    /** Kronor that were claimed from a party and not taken back, whatever became of them. */
    Money standingAgainst(String liable) {
        return Money.sum(all().stream()
                .filter(claim -> claim.raised().liable().equals(liable))
                .map(Claim::stands)
                .toList());
    }

    /** From which day an event holds: money and letters on their days, the rest as the command says. */
    public static LocalDate effectiveOn(ClaimEvent event, Mandate mandate) {
        return switch (event) {
            case ClaimRepaid repaid -> repaid.paidOn();
            case LetterExchanged letter -> letter.on();
            case ClaimContested contested -> contested.contestedOn();
            case ClaimRaised _,
                    ClaimReduced _,
                    WaiverProposed _,
                    ClaimWaived _,
                    RepaymentVoidingProposed _,
                    RepaymentVoided _,
                    ClaimWrittenOff _ -> mandate.effectiveOn();
        };
    }

    /** @throws IllegalStateException if the event cannot follow on what happened before */
    public Claims after(ClaimEvent event) {
        return switch (event) {
            case ClaimRaised raised -> with(Claim.of(raised));
            case LetterExchanged letter ->
                changed(letter, claim -> claim.with(new Letter(letter.direction(), letter.on(), letter.reference())));
            case ClaimContested contested -> changed(contested, claim -> claim.contested(contested.what()));
            case ClaimReduced reduced -> changed(reduced, claim -> claim.reducedBy(reduced.by()));
            case WaiverProposed proposed ->
                changed(
                        proposed,
                        claim -> claim.proposed(new Waiver(proposed.amount(), proposed.why(), proposed.proposedBy())));
            case ClaimWaived waived -> changed(waived, claim -> claim.waivedBy(waived.amount()));
            case ClaimRepaid repaid ->
                changed(
                        repaid,
                        claim -> claim.with(new Repayment(repaid.paidOn(), repaid.amount(), repaid.reference(), null)));
            case RepaymentVoidingProposed proposed ->
                changed(
                        proposed,
                        claim -> claim.proposedToVoid(
                                proposed.reference(), new Voiding(proposed.why(), proposed.proposedBy(), null)));
            case RepaymentVoided voided ->
                changed(
                        voided,
                        claim -> claim.voided(
                                voided.reference(),
                                new Voiding(voided.why(), proposedBy(claim, voided.reference()), voided.voidedBy())));
            case ClaimWrittenOff off -> changed(off, claim -> claim.writtenOffBy(off.amount()));
        };
    }

    private static String proposedBy(Claim claim, String reference) {
        return claim.repayment(reference)
                .map(Repayment::voiding)
                .map(Voiding::proposedBy)
                .orElseThrow(() -> new IllegalStateException(
                        "nobody proposed to void the repayment " + reference + " of " + claim.claimId()));
    }

    private Claims changed(ClaimEvent event, UnaryOperator<Claim> change) {
        return with(change.apply(find(event.claimId())
                .orElseThrow(() -> new IllegalStateException(
                        event.getClass().getSimpleName() + ": there is no " + event.claimId()))));
    }

    private Claims with(Claim claim) {
        SortedMap<Integer, Claim> changed = new TreeMap<>(claims);
        changed.put(Integer.parseInt(claim.claimId().substring(PREFIX.length())), claim);
        return new Claims(changed);
    }
}
