package se.iopledger.reporting.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementExpired;
import se.iopledger.contracts.finance.FinanceEvent.FundingScheduleWithdrawn;
import se.iopledger.contracts.reporting.ReportingEvent.ObligationsWithdrawn;
import se.iopledger.eventlog.Entry;
import se.iopledger.eventlog.testing.Eventually;
import se.iopledger.reporting.paging.PageRequest;
import se.iopledger.reporting.testing.Entries;
import se.iopledger.reporting.testing.ReportingTables;

class HistoryTest {
    private static final String AGREEMENTS = "/agreement-service";
    private static final String PAYMENTS = "/finance-service";
    private static final String REPORTS = "/reporting-service";
    private static final Instant NOON = Instant.parse("2021-12-20T12:00:00.000001Z");

    private static ReportingTables tables;
    private static History history;
    private static long nextPosition;

    private final String agreement = UUID.randomUUID().toString();

    @BeforeAll
    static void open() {
        tables = new ReportingTables();
        history = new History(tables.client());
    }

    @AfterAll
    static void close() {
        tables.close();
    }

    @Test
    void linesStandInTheOrderOfRecordedTimeWhateverTheOrderOfArrival() {
        Entry late = entry(AGREEMENTS, 20, null);
        Entry early = entry(PAYMENTS, 10, null);

        take(late, early);

        assertThat(shown()).containsExactly(early, late);
    }

    @Test
    void anEffectIsNotShownBeforeItsCauseArrives() {
        Entry cause = entry(AGREEMENTS, 1, null);
        Entry effect = entry(PAYMENTS, 2, cause);
        Entry effectOfEffect = entry(REPORTS, 3, effect);

        take(effectOfEffect, effect);
        assertThat(shown()).isEmpty();
        assertThat(history.waitingOf(agreement)).isEqualTo(2);

        take(cause);
        assertThat(shown()).containsExactly(cause, effect, effectOfEffect);
        assertThat(history.waitingOf(agreement)).isZero();
    }

    @Test
    void anEffectStandsBehindItsCauseEvenWhereItsClockRanSlow() {
        Entry cause = entry(AGREEMENTS, 10, null);
        Entry effect = entry(PAYMENTS, 5, cause);
        Entry afterEffect = entry(PAYMENTS, 6, null);
        Entry between = entry(REPORTS, 7, null);

        take(effect, afterEffect, between, cause);

        assertThat(shown()).containsExactly(between, cause, effect, afterEffect);
    }

    @Test
    void aRepeatedEntryIsTakenOnce() {
        Entry entry = entry(AGREEMENTS, 1, null);

        take(entry, entry);

        assertThat(shown()).containsExactly(entry);
    }

    @Test
    void anEntryIsKeptByteForByteAndFoundByItsPlace() {
        Entry entry = entry(AGREEMENTS, 1, null);
        take(entry);

        assertThat(history.entry(agreement, AGREEMENTS, entry.position())).contains(entry.bytes());
        assertThat(history.entry("another", AGREEMENTS, entry.position())).isEmpty();
        assertThat(history.municipalityOf(agreement)).contains(Entries.MUNICIPALITY);
        assertThat(history.municipalityOf("another")).isEmpty();
    }

    @Test
    void aLineSaysWhoWhatWhenAndWhy() {
        Entry cause = entry(AGREEMENTS, 1, null);
        Entry effect = entry(PAYMENTS, 2, cause);
        take(cause, effect);

        Happening line = history.page(agreement, PageRequest.of(null, null, History.SORT_KEY_PARTS))
                .rows()
                .getLast();

        assertThat(line)
                .isEqualTo(new Happening(
                        PAYMENTS,
                        effect.position(),
                        effect.recordedTime(),
                        LocalDate.parse("2021-12-20"),
                        "registrar",
                        null,
                        "se.iopledger.finance.schedule-withdrawn.v1",
                        "a summary",
                        new Happening.CausedBy(AGREEMENTS, cause.position()),
                        effect.leafHashHex()));
    }

    /** Two instances read two topics side by side: the effect arrives while the cause is not committed yet. */
    @Test
    void causeAndEffectThatArriveAtOnceAreBothShown() {
        Entry cause = entry(AGREEMENTS, 1, null);
        Entry effect = entry(PAYMENTS, 2, cause);
        AtomicReference<CompletableFuture<Void>> arrival = new AtomicReference<>(new CompletableFuture<>());

        tables.inTransaction(transaction -> {
            history.take(cause, Entries.MUNICIPALITY, "a summary", transaction);
            arrival.set(CompletableFuture.runAsync(() -> take(effect)));
            Eventually.await(
                    "the effect waits, or is done", () -> arrival.get().isDone() || waitsForALock(transaction));
        });
        arrival.get().join();

        assertThat(shown()).containsExactly(cause, effect);
    }

    private static boolean waitsForALock(JdbcClient transaction) {
        return transaction.sql("""
                        SELECT EXISTS (
                            SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
                            AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))""").query(Boolean.class).single();
    }

    /** Any causal web, any clocks, any arrival that keeps each log's own order. */
    @RepeatedTest(30)
    void nothingIsEverShownBeforeItsCauseOrItsPredecessor(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<Entry> all = randomWeb(random);
        for (Entry arrived : anyArrivalThatKeepsEachLogsOrder(all, random)) {
            take(arrived);
            assertCausesAndPredecessorsFirst(shown());
        }
        assertThat(shown()).containsExactlyInAnyOrderElementsOf(all);
        assertThat(pagedByThree()).isEqualTo(shown());
    }

    private List<Entry> randomWeb(Random random) {
        List<Entry> all = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            String origin = List.of(AGREEMENTS, PAYMENTS, REPORTS).get(random.nextInt(3));
            @Nullable Entry cause = all.isEmpty() || random.nextBoolean() ? null : all.get(random.nextInt(all.size()));
            int latest = all.stream()
                    .filter(entry -> entry.source().equals(origin))
                    .mapToInt(entry -> (int) (entry.recordedTime().getEpochSecond() - NOON.getEpochSecond()))
                    .max()
                    .orElse(0);
            all.add(entry(origin, latest + random.nextInt(4), cause));
        }
        return all;
    }

    private static List<Entry> anyArrivalThatKeepsEachLogsOrder(List<Entry> all, Random random) {
        Map<String, List<Entry>> byOrigin = new HashMap<>();
        List<String> turns = new ArrayList<>();
        all.forEach(entry -> {
            byOrigin.computeIfAbsent(entry.source(), origin -> new ArrayList<>())
                    .add(entry);
            turns.add(entry.source());
        });
        Collections.shuffle(turns, random);
        return turns.stream()
                .map(origin -> Objects.requireNonNull(byOrigin.get(origin)).removeFirst())
                .toList();
    }

    private static void assertCausesAndPredecessorsFirst(List<Entry> shown) {
        Map<String, Long> last = new HashMap<>();
        List<String> seen = new ArrayList<>();
        for (Entry entry : shown) {
            entry.attribute("causeorigin")
                    .ifPresent(origin -> assertThat(seen)
                            .contains(origin + entry.attribute("causeposition").orElseThrow()));
            assertThat(entry.position()).isGreaterThan(last.getOrDefault(entry.source(), -1L));
            last.put(entry.source(), entry.position());
            seen.add(entry.source() + entry.position());
        }
    }

    private List<Entry> pagedByThree() {
        List<Entry> all = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            PageRequest.Page<Happening> page =
                    history.page(agreement, PageRequest.of(cursor, 3, History.SORT_KEY_PARTS));
            all.addAll(page.rows().stream().map(this::entryOf).toList());
            cursor = page.next().orElse(null);
        } while (cursor != null);
        return all;
    }

    private List<Entry> shown() {
        return history.page(agreement, PageRequest.of(null, 200, History.SORT_KEY_PARTS)).rows().stream()
                .map(this::entryOf)
                .toList();
    }

    private Entry entryOf(Happening line) {
        return Entry.parse(
                history.entry(agreement, line.origin(), line.position()).orElseThrow());
    }

    private static void take(Entry... entries) {
        for (Entry entry : entries) {
            tables.inTransaction(transaction -> history.take(entry, Entries.MUNICIPALITY, "a summary", transaction));
        }
    }

    private Entry entry(String origin, int secondsAfterNoon, @Nullable Entry cause) {
        Object event = switch (origin) {
            case AGREEMENTS -> new AgreementExpired(agreement, LocalDate.parse("2021-12-31"));
            case PAYMENTS -> new FundingScheduleWithdrawn(agreement);
            default -> new ObligationsWithdrawn(agreement);
        };
        return Entries.entry(origin, nextPosition++, NOON.plusSeconds(secondsAfterNoon), agreement, event, cause);
    }
}
