package se.iopledger.finance.domain.pay;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import se.iopledger.contracts.finance.Tranche;
import se.iopledger.contracts.finance.Tranche.Settlement;
import se.iopledger.finance.domain.AgreementFunding.Scheduled;
import se.iopledger.finance.domain.AgreementMoney;
import se.iopledger.finance.domain.pay.Payments.Hold;

/**
 * The tranches that a stop keeps back: those to its recipient of which something is open, as far as their day has come, and
 * those of the day that comes next, since they could be paid on it if nothing stopped them.
 */
@CheckReturnValue
final class KeptBack {
    private KeptBack() {}

    /**
     * Ids of what a stop that stands keeps back; none where there is no such stop.
     *
     * @param money as it stands, with all noted that has fallen due
     */
    static List<String> by(String holdId, AgreementMoney money) {
        Optional<Hold> hold = money.payments().hold(holdId);
        if (hold.isEmpty() || !(money.funding() instanceof Scheduled scheduled)) {
            return List.of();
        }
        List<Tranche> open = scheduled.tranches().stream()
                .filter(planned -> planned.tranche().settlement() == Settlement.HERE
                        && hold.get().stops(planned.tranche().recipient())
                        && !money.settled().isWhole(planned.tranche().trancheId()))
                .map(planned -> planned.tranche())
                .toList();
        Optional<LocalDate> next = open.stream()
                .filter(tranche -> !scheduled.fellDue().contains(tranche.trancheId()))
                .map(Tranche::dueDate)
                .flatMap(day -> Optional.ofNullable(day).stream())
                .min(LocalDate::compareTo);
        return open.stream()
                .filter(tranche -> scheduled.fellDue().contains(tranche.trancheId())
                        || next.filter(day -> day.equals(tranche.dueDate())).isPresent())
                .map(Tranche::trancheId)
                .sorted()
                .toList();
    }
}
