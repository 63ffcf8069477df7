package se.iopledger.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static se.iopledger.eventlog.testing.Events.append;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import se.iopledger.eventlog.testing.TestLog;

class ReadAheadTest {

    private final TestLog stored = new TestLog("readahead");

    @AfterEach
    void close() {
        stored.close();
    }

    @Test
    void every_entry_comes_once_and_in_order_wherever_the_reader_starts() throws InterruptedException {
        stored.stored(append("A", 0, 25));
        for (long from = 0; from <= 26; from++) {
            assertThat(positions(from, 10))
                    .as("from %d", from)
                    .containsExactlyElementsOf(
                            LongStream.range(from, 25).boxed().toList());
        }
    }

    @Test
    void a_log_whose_length_is_a_multiple_of_the_page_ends_too() throws InterruptedException {
        stored.stored(append("A", 0, 20));
        assertThat(positions(0, 10)).hasSize(20);
        assertThat(positions(0, 20)).hasSize(20);
    }

    @Test
    void an_empty_log_has_no_page() throws InterruptedException {
        assertThat(positions(0, 10)).isEmpty();
    }

    @Test
    void a_log_that_cannot_be_read_says_so() {
        stored.stored(append("A", 0, 5));
        stored.pool().close();
        try (ReadAhead pages = new ReadAhead(stored.log(), 0, 10)) {
            assertThatThrownBy(pages::next).isInstanceOf(LogUnavailable.class);
        }
    }

    private List<Long> positions(long from, int pageSize) throws InterruptedException {
        List<Long> positions = new ArrayList<>();
        try (ReadAhead pages = new ReadAhead(stored.log(), from, pageSize)) {
            List<Entry> page = pages.next();
            while (!page.isEmpty()) {
                page.forEach(entry -> positions.add(entry.position()));
                page = pages.next();
            }
        }
        return positions;
    }
}
