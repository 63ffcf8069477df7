package se.iopledger.local.screen;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A table of plain text; a cell may hold several lines, separated by line feeds. */
public final class Table {

    private static final String GAP = "   ";

    private final List<String> headings;
    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... headings) {
        this.headings = List.of(headings);
    }

    /**
     * @param cells one per heading
     * @throws IllegalArgumentException if there are more or fewer cells than headings
     */
    public void row(String... cells) {
        if (cells.length != headings.size()) {
            throw new IllegalArgumentException(cells.length + " cells under " + headings.size() + " headings");
        }
        rows.add(List.of(cells));
    }

    /** @return the table without a line feed at its end */
    public String text() {
        List<Integer> widths = new ArrayList<>();
        for (int column = 0; column < headings.size(); column++) {
            int width = headings.get(column).length();
            for (List<String> row : rows) {
                width = Math.max(
                        width,
                        row.get(column).lines().mapToInt(String::length).max().orElse(0));
            }
            widths.add(width);
        }
        List<String> lines = new ArrayList<>();
        lines.add(line(headings, widths));
        lines.add(widths.stream().map("─"::repeat).collect(Collectors.joining(GAP)));
        for (List<String> row : rows) {
            lines.addAll(linesOf(row, widths));
        }
        return String.join("\n", lines);
    }

    private static List<String> linesOf(List<String> row, List<Integer> widths) {
        List<List<String>> cells =
                row.stream().map(cell -> cell.lines().toList()).toList();
        int height = cells.stream().mapToInt(List::size).max().orElse(0);
        List<String> lines = new ArrayList<>();
        for (int index = 0; index < height; index++) {
            int at = index;
            lines.add(line(
                    cells.stream()
                            .map(cell -> at < cell.size() ? cell.get(at) : "")
                            .toList(),
                    widths));
        }
        return lines;
    }

    private static String line(List<String> cells, List<Integer> widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < cells.size(); column++) {
            String cell = cells.get(column);
            line.append(column == 0 ? "" : GAP).append(cell).append(" ".repeat(widths.get(column) - cell.length()));
        }
        return line.toString().stripTrailing();
    }
}
