package se.iopledger.finance.index;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import se.iopledger.contracts.finance.IndexValue;
import se.iopledger.contracts.finance.IndexValue.Status;
import se.iopledger.shell.http.InputProblem;

/** A table of index values as text: a heading, and a row per value (RFC 4180, or with semicolons as Swedes write it). */
sealed interface IndexTable {
    /** @param values in the order of the rows, at least one */
    record Read(List<IndexValue> values) implements IndexTable {}

    /** @param problems at least one, each naming its row as it is counted in the file, the heading being row 1 */
    record Unreadable(List<InputProblem> problems) implements IndexTable {}

    List<String> HEADING = List.of("year", "edition", "status", "percent", "source");
    int MOST_ROWS = 200;

    /** What a status may be called. */
    Map<String, Status> STATUSES = Map.of(
            "final", Status.FINAL,
            "slutlig", Status.FINAL,
            "preliminary", Status.PRELIMINARY,
            "preliminär", Status.PRELIMINARY);

    static IndexTable read(byte[] body) {
        Optional<String> text = decoded(body);
        if (text.isEmpty()) {
            return unreadable("", "TableMustBeUtf8", "the table is not text in UTF-8");
        }
        List<String> lines = text.get().lines().toList();
        char separator = lines.isEmpty() || lines.getFirst().indexOf(';') < 0 ? ',' : ';';
        if (lines.isEmpty() || !HEADING.equals(heading(lines.getFirst(), separator))) {
            return unreadable(
                    "/rows/1",
                    "TableMustHaveItsHeading",
                    "the first row is the heading " + String.join(";", HEADING) + ", with semicolons or commas");
        }
        if (lines.size() - 1 > MOST_ROWS) {
            return unreadable("", "TableMustFitTheLimit", "a table has at most " + MOST_ROWS + " rows of values");
        }
        List<IndexValue> values = new ArrayList<>();
        List<InputProblem> problems = new ArrayList<>();
        for (int line = 1; line < lines.size(); line++) {
            if (!lines.get(line).isBlank()) {
                row(lines.get(line), separator, "/rows/" + (line + 1), values, problems);
            }
        }
        if (problems.isEmpty() && values.isEmpty()) {
            return unreadable("", "ValuesMustBeGiven", "the table has no values");
        }
        return problems.isEmpty() ? new Read(List.copyOf(values)) : new Unreadable(List.copyOf(problems));
    }

    private static IndexTable unreadable(String field, String rule, String detail) {
        return new Unreadable(List.of(new InputProblem(field, rule, detail)));
    }

    private static Optional<String> decoded(byte[] body) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (CharacterCodingException otherwiseEncoded) {
            return Optional.empty();
        }
    }

    private static List<String> heading(String line, char separator) {
        return cells(line, separator).stream()
                .map(cell -> cell.toLowerCase(Locale.ROOT))
                .toList();
    }

    private static void row(
            String line, char separator, String pointer, List<IndexValue> values, List<InputProblem> problems) {
        List<String> cells = cells(line, separator);
        if (cells.size() != HEADING.size()) {
            problems.add(new InputProblem(
                    pointer,
                    "RowMustHaveItsCells",
                    "a row has " + HEADING.size() + " cells, this has " + cells.size()));
            return;
        }
        int before = problems.size();
        if (!cells.get(0).matches("[0-9]{4}")) {
            problems.add(new InputProblem(pointer + "/year", "YearMustHaveFourDigits", "a year is written as 2022"));
        }
        Status status = STATUSES.get(cells.get(2).toLowerCase(Locale.ROOT));
        if (status == null) {
            problems.add(
                    new InputProblem(pointer + "/status", "StatusMustBeKnown", "a status is PRELIMINARY or FINAL"));
        }
        String percent = separator == ';' ? cells.get(3).replace(',', '.') : cells.get(3);
        if (!percent.matches("-?[0-9]{1,3}(\\.[0-9]{1,4})?")) {
            problems.add(new InputProblem(
                    pointer + "/percent",
                    "PercentMustBeReasonable",
                    "a percentage is written as 1.9, or 1,9 between semicolons, with at most four decimals"));
        }
        if (cells.get(4).isBlank()) {
            problems.add(new InputProblem(pointer + "/source", "SourceMustBeGiven", "say where it was read"));
        }
        if (problems.size() == before && status != null) {
            values.add(new IndexValue(
                    Integer.parseInt(cells.get(0)), cells.get(1), status, new BigDecimal(percent), cells.get(4)));
        }
    }

    /** Cells without the spaces around them; one in quotes may hold the separator, and a doubled quote is one. */
    private static List<String> cells(String line, char separator) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int place = 0; place < line.length(); place++) {
            char character = line.charAt(place);
            if (character == '"') {
                boolean doubled = quoted && place + 1 < line.length() && line.charAt(place + 1) == '"';
                if (doubled) {
                    cell.append('"');
                    place++;
                } else {
                    quoted = !quoted;
                }
            } else if (character == separator && !quoted) {
                cells.add(cell.toString().strip());
                cell.setLength(0);
            } else {
                cell.append(character);
            }
        }
        cells.add(cell.toString().strip());
        return cells;
    }
}
