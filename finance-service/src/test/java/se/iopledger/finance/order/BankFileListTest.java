package se.iopledger.finance.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import se.iopledger.contracts.finance.BankFileEvent.BankFileReceived;
import se.iopledger.finance.ServiceTables;
import se.iopledger.finance.order.BankFileList.Place;
import se.iopledger.finance.order.BankFileList.Row;
import se.iopledger.shell.http.BadRequest;
import se.iopledger.shell.projection.RecordedEvent;

/** The list of bank files, page by page. */
class BankFileListTest {
    private static final String MUNICIPALITY = "0380";
    private static final Instant TOGETHER = Instant.parse("2022-03-01T08:00:00.123456Z");

    private BankFileList list;
    private JdbcClient tables;

    @BeforeEach
    void create() throws SQLException {
        tables = ServiceTables.create("bank_file_list");
        list = new BankFileList(tables);
    }

    @Test
    void filesThatWereRecordedTogetherAreAllListedWhateverThePage() {
        received("first", TOGETHER.minusSeconds(60));
        for (String id : List.of("d", "a", "c", "b")) {
            received(id, TOGETHER);
        }
        received("last", TOGETHER.plusSeconds(60));

        for (int size = 1; size <= 7; size++) {
            assertThat(pages(size)).as("pages of %d", size).containsExactly("last", "a", "b", "c", "d", "first");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "2022-03-01T08:00:00Z",
                "2022-03-01/a",
                "/a",
                "2022-03-01T08:00:00Z/a\0",
                "1969-12-31T23:59:59Z/a",
                "+12022-03-01T08:00:00Z/a"
            })
    void aCursorThatNoPageGaveIsRefused(String cursor) {
        assertThatExceptionOfType(BadRequest.class).isThrownBy(() -> Place.ofCursor(cursor));
    }

    private List<String> pages(int size) {
        List<String> all = new ArrayList<>();
        @Nullable Place last = null;
        for (int page = 0; page < 10; page++) {
            List<Row> rows = list.of(Set.of(MUNICIPALITY), last, false, size);
            rows.forEach(row -> all.add(row.importId()));
            last = rows.isEmpty() ? last : Place.ofCursor(rows.getLast().place().toCursor());
        }
        return all;
    }

    private void received(String importId, Instant at) {
        list.on(
                new RecordedEvent(
                        importId,
                        0,
                        0,
                        at,
                        MUNICIPALITY,
                        new BankFileReceived(
                                importId,
                                MUNICIPALITY,
                                "0".repeat(64),
                                "camt.054.001.08",
                                "made-up-" + importId,
                                List.of(),
                                1,
                                "officer")),
                tables);
    }
}
