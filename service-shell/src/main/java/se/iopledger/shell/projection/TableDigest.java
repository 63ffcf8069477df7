package se.iopledger.shell.projection;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Digests of the same tables in two schemas, row by row, and where they first differ. */
final class TableDigest {
    private static final int ROWS_AT_ONCE = 1_000;

    private final MessageDigest live = sha256();
    private final MessageDigest rebuilt = sha256();
    private Comparison.@Nullable Difference firstDifference;

    /** @param transaction open, since rows are fetched page by page; sees neither schema change meanwhile */
    TableDigest(Connection transaction, List<String> tables) throws SQLException {
        for (String table : tables) {
            update(live, table);
            update(rebuilt, table);
            compare(transaction, table);
        }
    }

    String live() {
        return HexFormat.of().formatHex(live.digest());
    }

    String rebuilt() {
        return HexFormat.of().formatHex(rebuilt.digest());
    }

    Comparison.@Nullable Difference firstDifference() {
        return firstDifference;
    }

    private void compare(Connection transaction, String table) throws SQLException {
        try (PreparedStatement serving = rows(transaction, ShadowTables.LIVE + "." + table);
                PreparedStatement anew = rows(transaction, ShadowTables.SHADOW + "." + table);
                ResultSet liveRows = serving.executeQuery();
                ResultSet rebuiltRows = anew.executeQuery()) {
            String liveRow = next(liveRows, live);
            String rebuiltRow = next(rebuiltRows, rebuilt);
            while (liveRow != null || rebuiltRow != null) {
                if (firstDifference == null && !Objects.equals(liveRow, rebuiltRow)) {
                    firstDifference = new Comparison.Difference(table, liveRow, rebuiltRow);
                }
                liveRow = next(liveRows, live);
                rebuiltRow = next(rebuiltRows, rebuilt);
            }
        }
    }

    private static PreparedStatement rows(Connection transaction, String table) throws SQLException {
        PreparedStatement statement = transaction.prepareStatement(
                "SELECT to_jsonb(t)::text AS line FROM " + table + " t ORDER BY to_jsonb(t)::text COLLATE \"C\"");
        statement.setFetchSize(ROWS_AT_ONCE);
        return statement;
    }

    private static @Nullable String next(ResultSet rows, MessageDigest digest) throws SQLException {
        if (!rows.next()) {
            return null;
        }
        String line = rows.getString(1);
        update(digest, line);
        return line;
    }

    private static void update(MessageDigest digest, String line) {
        digest.update((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every JDK has SHA-256", missing);
        }
    }
}
