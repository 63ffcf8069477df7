package se.iopledger.finance.domain.claim;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.finance.ClaimEvent.ClaimRaised;
import se.iopledger.contracts.finance.ClaimEvent.Direction;

/**
 * A repayment claim.
 *
 * @param raised what was claimed, and why
 * @param reduced kronor by which it was reduced
 * @param waived kronor that are not asked for
 * @param repaid kronor that came back
 * @param writtenOff kronor that will not come
 * @param contested what was contested; null where nothing is
 * @param waiver a waiver that was proposed and not granted; null where none is
 * @param letters in order of recording
 * @param repayments in order of recording, with those that were voided
 */
@CheckReturnValue
public record Claim(
        ClaimRaised raised,
        Money reduced,
        Money waived,
        Money repaid,
        Money writtenOff,
        @Nullable String contested,
        @Nullable Waiver waiver,
        List<Letter> letters,
        List<Repayment> repayments) {
    public Claim {
        letters = List.copyOf(letters);
        repayments = List.copyOf(repayments);
    }

    /** A waiver that waits for a second person. */
    public record Waiver(Money amount, String why, String proposedBy) {}

    /** A letter on the claim. */
    public record Letter(Direction direction, LocalDate on, String reference) {}

    /**
     * Money that came back.
     *
     * @param voiding why it counts no more, or is proposed not to; null where nobody says so
     */
    public record Repayment(
            LocalDate paidOn,
            Money amount,
            String reference,
            @Nullable Voiding voiding) {
        boolean isVoided() {
            return voiding != null && voiding.voidedBy() != null;
        }

        Repayment with(Voiding changed) {
            return new Repayment(paidOn, amount, reference, changed);
        }
    }

    /**
     * That a repayment is to count no more.
     *
     * @param voidedBy the second person; null as long as it is only proposed
     */
    public record Voiding(
            String why, String proposedBy, @Nullable String voidedBy) {}

    static Claim of(ClaimRaised raised) {
        return new Claim(raised, Money.ZERO, Money.ZERO, Money.ZERO, Money.ZERO, null, null, List.of(), List.of());
    }

    public String claimId() {
        return raised.claimId();
    }

    /** Kronor that are still claimed. */
    public Money outstanding() {
        return raised.amount().minus(reduced).minus(waived).minus(repaid).minus(writtenOff);
    }

    /** Kronor that it asked for and does not take back: what is reduced was never owed. */
    Money stands() {
        return raised.amount().minus(reduced);
    }

    boolean isOpen() {
        return outstanding().compareTo(Money.ZERO) > 0;
    }

    Claim reducedBy(Money by) {
        return new Claim(raised, reduced.plus(by), waived, repaid, writtenOff, contested, waiver, letters, repayments);
    }

    Claim waivedBy(Money by) {
        return new Claim(raised, reduced, waived.plus(by), repaid, writtenOff, contested, null, letters, repayments);
    }

    Claim writtenOffBy(Money by) {
        return new Claim(raised, reduced, waived, repaid, writtenOff.plus(by), contested, waiver, letters, repayments);
    }

    Claim contested(String what) {
        return new Claim(raised, reduced, waived, repaid, writtenOff, what, waiver, letters, repayments);
    }

    Claim proposed(Waiver proposal) {
        return new Claim(raised, reduced, waived, repaid, writtenOff, contested, proposal, letters, repayments);
    }

    Claim with(Letter letter) {
        return new Claim(
                raised,
                reduced,
                waived,
                repaid,
                writtenOff,
                contested,
                waiver,
                Stream.concat(letters.stream(), Stream.of(letter)).toList(),
                repayments);
    }

    Claim with(Repayment repayment) {
        return new Claim(
                raised,
                reduced,
                waived,
                repaid.plus(repayment.amount()),
                writtenOff,
                contested,
                waiver,
                letters,
                Stream.concat(repayments.stream(), Stream.of(repayment)).toList());
    }

    /** The repayment of this reference that counts; two with the same reference never do. */
    Optional<Repayment> repayment(String reference) {
        return repayments.stream()
                .filter(repayment -> repayment.reference().equals(reference) && !repayment.isVoided())
                .findFirst();
    }

    Claim proposedToVoid(String reference, Voiding proposal) {
        return changed(reference, repayment -> repayment.with(proposal), repaid);
    }

    /** Outstanding is again what it was without it. */
    Claim voided(String reference, Voiding done) {
        Repayment counted = counted(reference);
        return changed(reference, repayment -> repayment.with(done), repaid.minus(counted.amount()));
    }

    private Claim changed(String reference, UnaryOperator<Repayment> change, Money nowRepaid) {
        Repayment counted = counted(reference);
        return new Claim(
                raised,
                reduced,
                waived,
                nowRepaid,
                writtenOff,
                contested,
                waiver,
                letters,
                repayments.stream()
                        .map(repayment -> repayment.equals(counted) ? change.apply(repayment) : repayment)
                        .toList());
    }

    private Repayment counted(String reference) {
        return repayment(reference)
                .orElseThrow(() -> new IllegalStateException(claimId() + " has no repayment " + reference));
    }
}
