package se.iopledger.finance.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a bank's file names of people is kept no longer than it is needed. */
class BankFileLeftoversTest {
    private static final Instant NOW = Instant.parse("2019-01-02T08:30:00Z");

    private final Kept kept = new Kept();

    /** Since when each is kept. */
    private static final class Kept implements BankFileBytes {
        private final Map<String, Instant> since = new LinkedHashMap<>();

        @Override
        public void keep(String importId, byte[] content) {
            since.put(importId, NOW);
        }

        @Override
        public void forget(String importId) {
            since.remove(importId);
        }

        @Override
        public Optional<byte[]> of(String importId) {
            return since.containsKey(importId) ? Optional.of(new byte[0]) : Optional.empty();
        }

        @Override
        public List<String> keptBefore(Instant time, @Nullable String last, int limit) {
            return since.entrySet().stream()
                    .filter(entry -> entry.getValue().isBefore(time))
                    .map(Map.Entry::getKey)
                    .filter(importId -> last == null || importId.compareTo(last) > 0)
                    .sorted()
                    .limit(limit)
                    .toList();
        }
    }

    private BankFileLeftovers received(String... imports) {
        return new BankFileLeftovers(kept, Set.of(imports)::contains);
    }

    @Test
    void aRequestWhoseKeyWasUsedForSomethingElseLeavesNothingBehind() {
        kept.keep("refused", new byte[0]);
        kept.keep("received by another request", new byte[0]);
        BankFileLeftovers leftovers = received("received by another request");

        leftovers.forgetUnlessReceived("refused");
        leftovers.forgetUnlessReceived("received by another request");

        assertThat(kept.since).containsOnlyKeys("received by another request");
    }

    @Test
    void whatWasNotReceivedWithinADayIsForgotten() {
        kept.since.put("old", NOW.minus(Duration.ofHours(25)));
        kept.since.put("old and received", NOW.minus(Duration.ofHours(25)));
        kept.since.put("new", NOW.minus(Duration.ofHours(23)));

        received("old and received").forgetOld(NOW);

        assertThat(kept.since).containsOnlyKeys("old and received", "new");
    }

    @Test
    void twoHundredThatAreReceivedAndStuckKeepNoLeftover() {
        String[] stuck = IntStream.range(0, 200)
                .mapToObj(number -> "%03d stuck".formatted(number))
                .toArray(String[]::new);
        for (String importId : stuck) {
            kept.since.put(importId, NOW.minus(Duration.ofHours(26)));
        }
        kept.since.put("left over", NOW.minus(Duration.ofHours(25)));
        BankFileLeftovers leftovers = received(stuck);

        leftovers.forgetOld(NOW);
        leftovers.forgetOld(NOW);

        assertThat(kept.since).containsOnlyKeys(stuck);
    }
}
