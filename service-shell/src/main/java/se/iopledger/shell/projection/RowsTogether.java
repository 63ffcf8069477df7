package se.iopledger.shell.projection;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Rows that one statement writes together, of each key the last one only. They are written when they are told to be: before
 * anything that reads or changes the same rows.
 */
public final class RowsTogether {
    private final String statement;
    private final int columns;
    private final Map<List<String>, @Nullable Object[]> rows = new LinkedHashMap<>();

    /**
     * @param before a statement up to the source of its rows, as {@code INSERT INTO tranche SELECT * FROM}
     * @param columns of that source, which is called {@code told}: names and types, as {@code due_date date}
     * @param after the rest of the statement
     */
    public RowsTogether(String before, List<String> columns, String after) {
        this.columns = columns.size();
        String arrays = IntStream.range(0, columns.size())
                .mapToObj(number -> ":c" + number + "::" + columns.get(number).split(" ", 2)[1] + "[]")
                .collect(Collectors.joining(", "));
        String names = columns.stream().map(column -> column.split(" ", 2)[0]).collect(Collectors.joining(", "));
        this.statement = before + " unnest(" + arrays + ") AS told (" + names + ") " + after;
    }

    /** @param values of the columns, in their order; PostgreSQL reads them from their texts */
    public void put(List<String> key, @Nullable Object... values) {
        if (values.length != columns) {
            throw new IllegalArgumentException(values.length + " values for " + columns + " columns");
        }
        rows.put(key, values);
    }

    public void write(JdbcClient tables) {
        if (rows.isEmpty()) {
            return;
        }
        JdbcClient.StatementSpec write = tables.sql(statement);
        List<@Nullable Object[]> all = new ArrayList<>(rows.values());
        for (int column = 0; column < columns; column++) {
            int number = column;
            write = write.param(
                    "c" + column,
                    all.stream().map(row -> Objects.toString(row[number], null)).toArray(String[]::new));
        }
        write.update();
        rows.clear();
    }
}
