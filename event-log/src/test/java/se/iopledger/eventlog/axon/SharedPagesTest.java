package se.iopledger.eventlog.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.junit.jupiter.api.Test;
import se.iopledger.eventlog.Append;
import se.iopledger.eventlog.AppendResult;
import se.iopledger.eventlog.Entry;
import se.iopledger.eventlog.EventLog;
import se.iopledger.eventlog.InMemoryEventLog;
import tools.jackson.databind.json.JsonMapper;

/** Readers of one log share what one of them has fetched, and each still reads every event, once and in order. */
class SharedPagesTest {
    private static final long PAGE = SharedPages.PAGE;

    private final ReadsCounted log = new ReadsCounted();
    private final LedgerEventStorageEngine writing = engine(stream -> stream);
    private SharedPages pages = new SharedPages(log, writing);
    private long appended;

    @Test
    void whatOneHasFetchedTheNextNeedNot() {
        append(3 * PAGE);
        readAll(0, 3 * PAGE);
        assertThat(log.reads).isEqualTo(3);

        readAll(0, 3 * PAGE);
        readAll(PAGE + 7, 3 * PAGE);
        assertThat(log.reads).isEqualTo(3);
    }

    @Test
    void theLastPageGrowsAtItsEnd() {
        append(10);
        readAll(0, 10);
        append(PAGE);

        assertThat(positions(pages.from(10))).isEqualTo(range(10, PAGE));
        assertThat(log.lastFrom).isEqualTo(10);
        assertThat(positions(pages.from(4))).isEqualTo(range(4, PAGE));
        assertThat(log.reads).isEqualTo(2);
    }

    @Test
    void whereTheLogEndsTheyWaitAtTheSamePlace() {
        assertThat(pages.from(0)).isEqualTo(new SharedPages.Messages(List.of(), 0));
        append(10);
        readAll(0, 10);

        assertThat(pages.from(10)).isEqualTo(new SharedPages.Messages(List.of(), 10));
        assertThat(pages.from(700)).isEqualTo(new SharedPages.Messages(List.of(), 700));
    }

    @Test
    void aReaderBeginsAnywhereAndOneBehindItGetsWhatIsBeforeThat() {
        append(PAGE);

        assertThat(positions(pages.from(300))).isEqualTo(range(300, PAGE));
        assertThat(positions(pages.from(20))).isEqualTo(range(20, PAGE));
        assertThat(positions(pages.from(300))).isEqualTo(range(300, PAGE));
        assertThat(log.reads).isEqualTo(2);
    }

    @Test
    void aReaderFurtherOnThanThePageGoesGetsNoGap() {
        append(10);
        readAll(0, 10);
        append(100);

        assertThat(positions(pages.from(50))).isEqualTo(range(50, 110));
        assertThat(positions(pages.from(10))).isEqualTo(range(10, 110));
    }

    @Test
    void pagesWithoutMessagesArePassedOver() {
        pages = new SharedPages(log, engine(stream -> stream.filter(event -> false)));
        append(PAGE + 10);

        assertThat(pages.from(0)).isEqualTo(new SharedPages.Messages(List.of(), PAGE));
        assertThat(pages.from(PAGE)).isEqualTo(new SharedPages.Messages(List.of(), PAGE + 10));
    }

    @Test
    void noMoreThanTheLastPagesAreKept() {
        long all = 3L * SharedPages.MOST_PAGES;
        append(all * PAGE);
        readAll(0, all * PAGE);
        int reads = log.reads;

        readAll((all - SharedPages.MOST_PAGES) * PAGE, all * PAGE);
        assertThat(log.reads).isEqualTo(reads);
        readAll(0, PAGE);
        assertThat(log.reads).isEqualTo(reads + 1);
        readAll((all - SharedPages.MOST_PAGES) * PAGE, (all - SharedPages.MOST_PAGES + 1) * PAGE);
        assertThat(log.reads).as("it gave way").isEqualTo(reads + 2);
    }

    @Test
    void whatCouldNotBeReadIsAskedForAgain() {
        append(10);
        log.broken = true;
        assertThatThrownBy(() -> pages.from(0)).isInstanceOf(UncheckedIOException.class);
        log.broken = false;

        assertThat(positions(pages.from(0))).isEqualTo(range(0, 10));
    }

    @Test
    void everyReaderReadsEveryEventOnceWhereverItStandsAndWheneverItComes() {
        Random random = new Random(42);
        long[] starts = {0, 3, PAGE - 1, PAGE, 2 * PAGE + 77};
        append(2 * PAGE + 77);
        List<List<Long>> read = LongStream.of(starts)
                .<List<Long>>mapToObj(_ -> new ArrayList<>())
                .toList();
        long[] next = starts.clone();
        for (int step = 0; step < 2_000; step++) {
            append(random.nextInt(9));
            int reader = random.nextInt(starts.length);
            SharedPages.Messages messages = pages.from(next[reader]);
            read.get(reader).addAll(positions(messages));
            next[reader] = messages.next();
        }
        for (int reader = 0; reader < starts.length; reader++) {
            readOn(next[reader], appended, read.get(reader));
            assertThat(read.get(reader)).isEqualTo(range(starts[reader], appended));
        }
    }

    private void readAll(long from, long to) {
        List<Long> read = new ArrayList<>();
        readOn(from, to, read);
        assertThat(read).isEqualTo(range(from, to));
    }

    private void readOn(long from, long to, List<Long> read) {
        long position = from;
        while (position < to) {
            SharedPages.Messages messages = pages.from(position);
            assertThat(messages.next()).isGreaterThan(position);
            read.addAll(positions(messages));
            position = messages.next();
        }
    }

    private static List<Long> positions(SharedPages.Messages messages) {
        return messages.messages().stream()
                .map(message -> message.trackingToken().position().orElseThrow())
                .toList();
    }

    private static List<Long> range(long from, long to) {
        return LongStream.range(from, to).boxed().toList();
    }

    private void append(long events) {
        for (long number = 0; number < events; number++) {
            writing.appendEvents(
                    new GenericDomainEventMessage<>("Account", "stream-" + appended, 0, new Account.Noted("n")));
            appended++;
        }
    }

    private LedgerEventStorageEngine engine(EventUpcaster upcasters) {
        EntrySerializer serializer = new EntrySerializer(
                EventTypes.builder()
                        .add("se.iopledger.test.noted", 1, Account.Noted.class)
                        .build(),
                JsonMapper.builder().build());
        return LedgerEventStorageEngine.builder()
                .log(log)
                .snapshotsInMemory()
                .source("/test-service")
                .serializer(serializer)
                .upcasterChain(upcasters)
                .build();
    }

    /** A log in memory whose reads are counted, and can be made to fail. */
    private static final class ReadsCounted implements EventLog {
        private final EventLog log = new InMemoryEventLog(InstantSource.system());
        private int reads;
        private long lastFrom;
        private boolean broken;

        @Override
        public List<Entry> readFrom(long position, int limit) {
            reads++;
            lastFrom = position;
            if (broken) {
                throw new UncheckedIOException(new IOException("The connection is lost, as the test wants it."));
            }
            return log.readFrom(position, limit);
        }

        @Override
        public CompletableFuture<AppendResult> append(Append append) {
            return log.append(append);
        }

        @Override
        public List<Entry> readStream(String streamId, long fromSequence, int limit) {
            return log.readStream(streamId, fromSequence, limit);
        }

        @Override
        public OptionalLong lastSequenceOf(String streamId) {
            return log.lastSequenceOf(streamId);
        }

        @Override
        public long head() {
            return log.head();
        }

        @Override
        public long positionAt(Instant time) {
            return log.positionAt(time);
        }

        @Override
        public Optional<Entry> findByIdempotencyKey(String municipality, String actor, String key) {
            return log.findByIdempotencyKey(municipality, actor, key);
        }

        @Override
        public Subscription onAppended(Runnable callback) {
            return log.onAppended(callback);
        }
    }
}
