package se.iopledger.local.demonstration;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.iopledger.local.screen.SwedishText;
import se.iopledger.local.screen.Table;
import se.iopledger.local.service.SignIn;

/** What stands on the screen when everything runs: the table, the two dates, where to look, one next step. */
public final class ClosingPage {

    private static final int CELL_WIDTH = 42;
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    /** What a step is called on the page; in the order in which it is told. */
    private static final List<Map.Entry<String, String>> ASSUMPTIONS =
            List.of(Map.entry("approval", "the board decisions"), Map.entry("signatures", "the signatures"));

    private ClosingPage() {}

    /**
     * @param businessDate simulated
     * @param recordedAt the real time, which the logs record
     * @param readerPassword of {@link SignIn#READER}
     */
    public static String text(
            List<Overview> agreements,
            LocalDate businessDate,
            OffsetDateTime recordedAt,
            Demonstration.Addresses addresses,
            String readerPassword) {
        Table table = new Table("Agreement", "State", "Findings", "Next tranche", "Next obligation");
        for (Overview agreement : agreements) {
            table.row(
                    agreement.shortName(),
                    agreement.state() + "\nto " + agreement.lastDay(),
                    Integer.toString(agreement.findings()),
                    nextTranche(agreement),
                    nextObligation(agreement));
        }
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(table.text());
        lines.add("");
        lines.add("Business date  " + businessDate + " (simulated; it only moves when you say so)");
        lines.add("Recorded       " + recordedAt.format(MINUTES) + " (real; what the event logs say)");
        lines.addAll(assumed(agreements));
        lines.add("");
        agreements.stream().findFirst().ifPresent(first -> {
            String path = "/agreements/" + first.agreementId();
            lines.add("Open           " + addresses.agreement().resolve(path));
            lines.add("               " + addresses.finance().resolve(path + "/schedule"));
            lines.add("               " + addresses.reporting().resolve(path + "/obligations"));
            lines.add("               " + addresses.reporting().resolve(path + "/history"));
        });
        lines.add("Sign in as     " + SignIn.READER.userId() + " with password " + readerPassword);
        lines.add("Next           Ctrl-C stops everything; then ./quickstart --date "
                + nextDate(agreements, businessDate) + " lets the next tranche fall due.");
        return String.join("\n", lines);
    }

    /** An agreement is in force only once it is approved and signed; where no document shows that, the reader is told. */
    private static List<String> assumed(List<Overview> agreements) {
        List<String> assumptions = new ArrayList<>();
        for (Map.Entry<String, String> step : ASSUMPTIONS) {
            String names = agreements.stream()
                    .filter(agreement -> agreement.assumed().contains(step.getKey()))
                    .map(Overview::shortName)
                    .collect(Collectors.joining(", "));
            if (!names.isEmpty()) {
                assumptions.add(step.getValue() + " of " + names);
            }
        }
        return assumptions.isEmpty()
                ? List.of()
                : List.of(
                        "Assumed        " + String.join(" and ", assumptions),
                        "               (for the demonstration: the documents do not show them)");
    }

    private static String nextTranche(Overview agreement) {
        if (!agreement.nextTranches().isEmpty()) {
            return agreement.nextTranches().stream().map(ClosingPage::tranche).collect(Collectors.joining("\n"));
        }
        return agreement.waitingFor().isEmpty()
                ? "none"
                : wrapped("waits for " + agreement.waitingFor().getFirst());
    }

    private static String tranche(Overview.Tranche tranche) {
        String date = tranche.dueDate().map(LocalDate::toString).orElse("no date yet");
        String amount = tranche.amountKronor().map(SwedishText::kronor).orElse("amount awaited");
        return date + "  " + amount + "\n  to " + tranche.recipient();
    }

    private static String nextObligation(Overview agreement) {
        String next = agreement
                .nextObligation()
                .map(obligation ->
                        wrapped(obligation.dueDate().map(LocalDate::toString).orElse("no date yet") + "  "
                                + obligation.title()))
                .orElse("none");
        return agreement.overdue() == 0 ? next : next + "\n" + agreement.overdue() + " overdue";
    }

    private static LocalDate nextDate(List<Overview> agreements, LocalDate businessDate) {
        Stream<LocalDate> dates = agreements.stream()
                .flatMap(agreement -> agreement.nextTranches().stream())
                .map(Overview.Tranche::dueDate)
                .flatMap(Optional::stream);
        return dates.filter(businessDate::isBefore)
                .min(Comparator.naturalOrder())
                .orElse(businessDate.plusMonths(1));
    }

    private static String wrapped(String text) {
        StringBuilder lines = new StringBuilder();
        int lineLength = 0;
        for (String word : text.split(" ")) {
            if (lineLength > 0 && lineLength + 1 + word.length() > CELL_WIDTH) {
                lines.append("\n  ").append(word);
                lineLength = 2 + word.length();
            } else {
                // An empty word keeps a double space, which sets the date apart.
                lines.append(lines.isEmpty() ? "" : " ").append(word);
                lineLength += word.length() + 1;
            }
        }
        return lines.toString();
    }
}
