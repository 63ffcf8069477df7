package se.iopledger.finance.domain.followup;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import se.iopledger.contracts.agreement.AgreementLife.Held;
import se.iopledger.contracts.terms.Contribution;
import se.iopledger.contracts.terms.ContributionKind;
import se.iopledger.contracts.terms.Terms;

/**
 * Which terms held in which year of an agreement. In a year that several versions share, each of them held.
 *
 * @param newest by which the years are counted
 * @param held in order; the last of them goes on, since an extension may add years
 */
@CheckReturnValue
public record TermsByYear(Terms newest, List<Held> held) {
    public TermsByYear {
        held = List.copyOf(held);
    }

    boolean name(String party, int year) {
        return naming(party, year).findAny().isPresent();
    }

    /** What a party promised for a year, by the last terms of that year that name it: they are not added up. */
    List<Contribution> promised(String party, ContributionKind kind, int year) {
        return naming(party, year)
                .reduce((_, later) -> later)
                .map(terms -> terms.contributions().stream()
                        .filter(one -> one.by().equals(party) && one.kind() == kind)
                        .toList())
                .orElse(List.of());
    }

    /** What was promised at any time, first what is promised now. */
    Stream<Contribution> everPromised() {
        return held.reversed().stream().flatMap(one -> one.version().terms().contributions().stream());
    }

    private Stream<Terms> naming(String party, int year) {
        return held.stream()
                .filter(one -> heldIn(one, year))
                .map(one -> one.version().terms())
                .filter(terms ->
                        terms.parties().stream().anyMatch(one -> one.id().equals(party)));
    }

    private boolean heldIn(Held one, int year) {
        return yearOf(one.first()) <= year && (one.equals(held.getLast()) || year <= yearOf(one.last()));
    }

    /** A contract year that would begin on 29 February begins on the 28th where there is none. */
    private int yearOf(LocalDate day) {
        return switch (newest.funding().years()) {
            case CALENDAR -> day.getYear();
            case CONTRACT -> {
                LocalDate first = newest.period().first();
                int whole = (int) ChronoUnit.YEARS.between(first, day);
                yield first.plusYears(whole + 1L).isAfter(day) ? whole + 1 : whole + 2;
            }
        };
    }
}
