package se.iopledger.agreement.domain.extend;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.iopledger.agreement.domain.Numbered;
import se.iopledger.contracts.agreement.ExtensionEvent.Outcome;

/** What was recorded of the agreement's going on beyond its last day, each list in the order in which it was. */
public record Continuation(List<Agreed> agreed, List<FundsCheck> fundsChecks, List<Review> reviews) {
    public static final Continuation NOTHING = new Continuation(List.of(), List.of(), List.of());

    public Continuation {
        agreed = List.copyOf(agreed);
        fundsChecks = List.copyOf(fundsChecks);
        reviews = List.copyOf(reviews);
    }

    /**
     * An extension that all parties agreed on in writing.
     *
     * @param firstDay as it was reckoned from what was recorded then
     * @param lastDay likewise, unless the parties stated it themselves
     * @param boundOn day of the last signature
     * @param documentId the document that was signed; null where none was named
     */
    public record Agreed(
            String id,
            LocalDate firstDay,
            LocalDate lastDay,
            LocalDate boundOn,
            @Nullable String documentId,
            List<String> clauses)
            implements Numbered {
        public Agreed {
            clauses = List.copyOf(clauses);
        }
    }

    /**
     * Whether funds exist for the extension from a day.
     *
     * @param decidedOn when that was decided
     */
    public record FundsCheck(LocalDate firstDay, boolean exist, LocalDate decidedOn) {}

    /** A review of whether the agreement is to be continued. */
    public record Review(LocalDate reviewedOn, Outcome outcome) {}

    /** The agreed extensions in the order in which they were agreed on, whenever they were recorded. */
    Stream<Agreed> inOrder() {
        return agreed.stream().sorted(Comparator.comparing(Agreed::boundOn));
    }

    /** What was last decided on funds for the extension from a day; of two decisions of one day the one recorded later. */
    Optional<FundsCheck> fundsFor(LocalDate firstDay) {
        return fundsChecks.stream()
                .filter(check -> check.firstDay().equals(firstDay))
                .reduce((earlier, later) -> later.decidedOn().isBefore(earlier.decidedOn()) ? earlier : later);
    }

    /** Whether it was decided that there are no funds for the extension from a day. */
    boolean fundsAreMissingFor(LocalDate firstDay) {
        return fundsFor(firstDay).filter(check -> !check.exist()).isPresent();
    }

    /** Whether the last review by a day came to going on. */
    boolean isReviewedBy(LocalDate day) {
        return reviewBy(day)
                .filter(review -> review.outcome() != Outcome.NOT_CONTINUED)
                .isPresent();
    }

    /** The last review by a day. */
    public Optional<Review> reviewBy(LocalDate day) {
        return reviews.stream()
                .filter(review -> !review.reviewedOn().isAfter(day))
                .max(Comparator.comparing(Review::reviewedOn));
    }

    /** The extensions that all had agreed on by a day, and nothing that stops one. */
    public Continuation agreedBy(LocalDate day) {
        return new Continuation(
                agreed.stream().filter(one -> !one.boundOn().isAfter(day)).toList(), List.of(), reviews);
    }

    Continuation and(Agreed more) {
        return new Continuation(Numbered.and(agreed, more), fundsChecks, reviews);
    }

    Continuation and(FundsCheck more) {
        return new Continuation(
                agreed, Stream.concat(fundsChecks.stream(), Stream.of(more)).toList(), reviews);
    }

    Continuation and(Review more) {
        return new Continuation(
                agreed,
                fundsChecks,
                Stream.concat(reviews.stream(), Stream.of(more)).toList());
    }
}
