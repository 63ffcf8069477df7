package se.iopledger.benchmarks;

import java.time.Duration;
import java.util.List;

/**
 * One table of results, as Markdown.
 *
 * @param title what was measured
 * @param columns their headings; the first column is text, the others are figures
 * @param rows one text per column
 */
public record Report(String title, List<String> columns, List<List<String>> rows) {

    /** Milliseconds with two decimals. */
    public static String millis(Duration duration) {
        return "%.2f".formatted(duration.toNanos() / 1e6);
    }

    /** The figure in the middle, the lower one of two. */
    public static double median(List<Double> figures) {
        return figures.stream().sorted().toList().get((figures.size() - 1) / 2);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("## " + title + "\n\n");
        text.append("| ").append(String.join(" | ", columns)).append(" |\n|---|");
        text.append("---:|".repeat(columns.size() - 1)).append('\n');
        rows.forEach(row -> text.append("| ").append(String.join(" | ", row)).append(" |\n"));
        return text.toString();
    }
}
