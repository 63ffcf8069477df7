package se.iopledger.finance.order;

import static org.assertj.core.api.Assertions.assertThat;
import static se.iopledger.finance.order.Ledger.TODAY;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import se.iopledger.finance.bankday.SwedishBankDays;
import se.iopledger.finance.domain.order.ReleaseDays;
import se.iopledger.finance.domain.plan.TermsOf;
import se.iopledger.finance.rounds.Rounds;
import se.iopledger.finance.rounds.Rounds.Work;
import se.iopledger.finance.rounds.Turns;

/** Everything has its turn: what is stuck keeps nothing that comes after it. */
class RoundsTest {
    private static final String NEW = "order-new";

    private final List<String> left = new ArrayList<>();
    private final Set<String> triedAndFailed = new HashSet<>();

    private Rounds rounds(Consumer<String> workOff) {
        return new Rounds(
                "rounds",
                Duration.ofDays(1),
                List.of(new Work<>(
                        "payment order",
                        new Turns<>(this::after, Rounds.AT_A_TIME),
                        id -> id,
                        left::contains,
                        workOff)),
                List.of());
    }

    private List<String> after(@Nullable String last, int limit) {
        return left.stream()
                .sorted()
                .filter(id -> last == null || id.compareTo(last) > 0)
                .limit(limit)
                .toList();
    }

    @Test
    void twoHundredOrdersThatWaitForTheirAgreementDoNotStopANewOne() {
        Ledger ledger = Ledger.with(TermsOf.uppsala().takenOver("2019-01-01").build(), "a-1", "a-2");
        for (int number = 0; number < Rounds.AT_A_TIME; number++) {
            String stuck = "order-%03d".formatted(number);
            ledger.records(stuck, "a-1");
            left.add(stuck);
        }
        ledger.hears("a-1", new Agreements.Heard.NotYet("agreement-service does not answer"));
        ledger.records(NEW, "a-2");
        left.add(NEW);
        OrderDriver driver = new OrderDriver(
                ledger,
                ledger,
                ledger,
                Clock.systemUTC(),
                () -> TODAY,
                Duration.ofDays(1),
                new ReleaseDays(new SwedishBankDays(), 3),
                10,
                true);
        Rounds rounds = rounds(order -> {
            var _ = driver.drive(order);
        });

        rounds.round();
        rounds.round();

        assertThat(ledger.known(NEW).release()).isNotNull();
        rounds.close();
    }

    @Test
    void whatFailsHasItsTurnAgainAndIsToldUntilItIsDoneHereOrElsewhere() {
        left.addAll(List.of("order-1", "order-2"));
        Rounds rounds = rounds(order -> {
            if (triedAndFailed.add(order)) {
                throw new IllegalStateException("not yet");
            }
        });

        rounds.round();
        assertThat(rounds.needsAttention())
                .containsExactlyInAnyOrder(
                        "payment order order-1 could not be worked off: IllegalStateException: not yet",
                        "payment order order-2 could not be worked off: IllegalStateException: not yet");
        left.remove("order-2");
        triedAndFailed.clear();
        rounds.round();
        assertThat(rounds.needsAttention())
                .as("another instance has done the second")
                .containsExactly("payment order order-1 could not be worked off: IllegalStateException: not yet");
        rounds.round();

        assertThat(rounds.needsAttention()).isEmpty();
        rounds.close();
    }
}
