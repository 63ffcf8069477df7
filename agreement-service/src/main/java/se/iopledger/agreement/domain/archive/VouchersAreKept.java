package se.iopledger.agreement.domain.archive;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import se.iopledger.contracts.agreement.ArchiveEvent.VoucherRetention;

/**
 * How long vouchers are kept: seven years after the end of the year in which they were made, those of before 2019 ten (lag
 * 2018:597 om kommunal bokföring och redovisning, in force from 2019).
 */
@CheckReturnValue
final class VouchersAreKept {
    private static final int FIRST_YEAR_OF_THE_LAW = 2019;
    private static final int YEARS = 7;
    private static final int YEARS_BEFORE = 10;

    private VouchersAreKept() {}

    static List<VoucherRetention> ofYears(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(VouchersAreKept::ofYear)
                .toList();
    }

    private static VoucherRetention ofYear(int year) {
        int years = year < FIRST_YEAR_OF_THE_LAW ? YEARS_BEFORE : YEARS;
        return new VoucherRetention(year, years, LocalDate.of(year + years, 12, 31));
    }

    /** The last day on which any of them is kept. */
    static Optional<LocalDate> lastDay(List<VoucherRetention> vouchers) {
        return vouchers.stream().map(VoucherRetention::keptUntil).max(Comparator.naturalOrder());
    }
}
