package se.iopledger.finance.order;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** In this service's database, and no longer than they are needed: they name people whom this ledger does not know. */
@Component
final class StoredBankFileBytes implements BankFileBytes {
    private final JdbcClient tables;

    StoredBankFileBytes(JdbcClient tables) {
        this.tables = tables;
    }

    @Override
    public void keep(String importId, byte[] content) {
        tables.sql("INSERT INTO bank_file_content (import_id, content) VALUES (:id, :content)"
                        + " ON CONFLICT (import_id) DO UPDATE SET kept_at = now()")
                .param("id", importId)
                .param("content", content)
                .update();
    }

    @Override
    public void forget(String importId) {
        tables.sql("DELETE FROM bank_file_content WHERE import_id = :id")
                .param("id", importId)
                .update();
    }

    @Override
    public Optional<byte[]> of(String importId) {
        return tables.sql("SELECT content FROM bank_file_content WHERE import_id = :id")
                .param("id", importId)
                .query((row, number) -> row.getBytes(1))
                .optional();
    }

    @Override
    public List<String> keptBefore(Instant time, @Nullable String last, int limit) {
        return tables.sql("SELECT import_id FROM bank_file_content WHERE kept_at < :time AND import_id > :last"
                        + " ORDER BY import_id LIMIT :limit")
                .param("time", Timestamp.from(time))
                .param("last", last == null ? "" : last)
                .param("limit", limit)
                .query((row, number) -> row.getString(1))
                .list();
    }
}
