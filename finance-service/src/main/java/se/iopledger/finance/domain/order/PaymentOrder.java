package se.iopledger.finance.domain.order;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.finance.OrderEvent.Debit;
import se.iopledger.contracts.finance.OrderEvent.LineDropped;
import se.iopledger.contracts.finance.OrderEvent.LineReported;
import se.iopledger.contracts.finance.OrderEvent.LineStatus;
import se.iopledger.contracts.finance.OrderEvent.OrderRecorded;
import se.iopledger.contracts.finance.OrderEvent.OrderReleased;
import se.iopledger.contracts.finance.OrderEvent.OutcomeStated;
import se.iopledger.contracts.finance.OrderLine;

/** Where one payment order stands. */
@CheckReturnValue
public sealed interface PaymentOrder {
    /** Nobody has recorded it. */
    record Unknown() implements PaymentOrder {}

    /**
     * It is recorded.
     *
     * @param lines in the order of their numbers
     * @param release what its file is; null until it is released
     * @param emptied whether no line was left
     * @param statements what persons said of its payments, in order
     */
    record Known(
            String orderId,
            String municipality,
            LocalDate paymentDate,
            Debit debit,
            String recordedBy,
            List<Line> lines,
            @Nullable OrderReleased release,
            boolean emptied,
            List<Statement> statements)
            implements PaymentOrder {
        public Known {
            lines = List.copyOf(lines);
            statements = List.copyOf(statements);
        }

        static Known recorded(OrderRecorded event) {
            return new Known(
                    event.orderId(),
                    event.municipality(),
                    event.paymentDate(),
                    event.debit(),
                    event.recordedBy(),
                    event.lines().stream().map(Line::recorded).toList(),
                    null,
                    false,
                    List.of());
        }

        public Optional<Statement> statement(String statementId) {
            return statements.stream()
                    .filter(statement -> statement.said().statementId().equals(statementId))
                    .findFirst();
        }

        public Optional<Line> line(int number) {
            return lines.stream().filter(line -> line.line().number() == number).findFirst();
        }

        /** The lines that its file holds. */
        public List<OrderLine> confirmed() {
            return lines.stream()
                    .filter(line -> line.stage() == Stage.CONFIRMED)
                    .map(Line::line)
                    .toList();
        }

        /** Of these, what the bank has not rejected. */
        public List<OrderLine> notRejected() {
            return lines.stream()
                    .filter(line -> line.stage() == Stage.CONFIRMED
                            && line.status().filter(LineStatus.REJECTED::equals).isEmpty())
                    .map(Line::line)
                    .toList();
        }

        public Money total() {
            return Money.sum(confirmed().stream().map(OrderLine::amount).toList());
        }

        /** Whether every line is confirmed, or dropped with nothing left to give back. */
        boolean isDecided() {
            return lines.stream()
                    .allMatch(line ->
                            line.stage() == Stage.CONFIRMED || (line.stage() == Stage.DROPPED && !line.toGiveBack()));
        }

        Known with(int number, UnaryOperator<Line> change) {
            if (line(number).isEmpty()) {
                throw new IllegalStateException("order " + orderId + " has no line " + number);
            }
            return with(
                    lines.stream()
                            .map(line -> line.line().number() == number ? change.apply(line) : line)
                            .toList(),
                    release,
                    emptied,
                    statements);
        }

        Known released(OrderReleased event) {
            return with(lines, event, emptied, statements);
        }

        Known withNothingLeft() {
            return with(lines, release, true, statements);
        }

        Known stated(OutcomeStated event) {
            Statement stated = new Statement(event, Decided.OPEN, null, null);
            return with(
                    lines,
                    release,
                    emptied,
                    Stream.concat(statements.stream(), Stream.of(stated)).toList());
        }

        Known decided(String statementId, Decided decided, String by, @Nullable String reason) {
            Statement before = statement(statementId)
                    .orElseThrow(() -> new IllegalStateException("order " + orderId + " has no " + statementId));
            Statement after = new Statement(before.said(), decided, by, reason);
            return with(
                    lines,
                    release,
                    emptied,
                    statements.stream()
                            .map(statement -> statement.equals(before) ? after : statement)
                            .toList());
        }

        private Known with(
                List<Line> changed, @Nullable OrderReleased file, boolean nothingLeft, List<Statement> said) {
            return new Known(orderId, municipality, paymentDate, debit, recordedBy, changed, file, nothingLeft, said);
        }
    }

    /**
     * What a person said of payments.
     *
     * @param decidedBy who confirmed or refused it; null before
     * @param reason why it was refused; null where it was not
     */
    record Statement(
            OutcomeStated said,
            Decided decided,
            @Nullable String decidedBy,
            @Nullable String reason) {}

    /** What a second person made of a statement. */
    enum Decided {
        /** Nobody has looked at it. */
        OPEN,
        CONFIRMED,
        REFUSED
    }

    /** How far a line has come on its way into the file. */
    enum Stage {
        RECORDED,
        RESERVED,
        CONFIRMED,
        DROPPED
    }

    /**
     * A line.
     *
     * @param dropped why it is left out; null where it is not
     * @param toGiveBack whether what it had reserved is still to be given back
     * @param reports what the bank told of it, in order
     * @param passedOn how many of the reports that change something the agreement's stream knows
     */
    record Line(
            OrderLine line,
            Stage stage,
            @Nullable Dropped dropped,
            boolean toGiveBack,
            List<Report> reports,
            int passedOn) {
        public Line {
            reports = List.copyOf(reports);
        }

        static Line recorded(OrderLine line) {
            return new Line(line, Stage.RECORDED, null, false, List.of(), 0);
        }

        Line at(Stage next) {
            return new Line(line, next, dropped, toGiveBack, reports, passedOn);
        }

        Line dropped(LineDropped event) {
            return new Line(
                    line,
                    Stage.DROPPED,
                    new Dropped(event.rule(), event.detail(), event.clauses()),
                    event.reserved(),
                    reports,
                    passedOn);
        }

        Line givenBack() {
            return new Line(line, stage, dropped, false, reports, passedOn);
        }

        Line reported(LineReported event) {
            Report report = new Report(
                    event.status(), event.importId(), event.amount(), event.on(), event.code(), event.text());
            return new Line(
                    line,
                    stage,
                    dropped,
                    toGiveBack,
                    Stream.concat(reports.stream(), Stream.of(report)).toList(),
                    passedOn);
        }

        Line withReportPassedOn() {
            return new Line(line, stage, dropped, toGiveBack, reports, passedOn + 1);
        }

        /** What the bank told last; empty where it told nothing. */
        public Optional<LineStatus> status() {
            return reports.isEmpty()
                    ? Optional.empty()
                    : Optional.of(reports.getLast().status());
        }

        /** Kronor that came back of it. */
        public Money returned() {
            return returned(reports.size());
        }

        /** Kronor that came back of it up to a report, with that one. */
        public Money returnedWith(Report report) {
            return returned(reports.indexOf(report) + 1);
        }

        private Money returned(int upTo) {
            return Money.sum(reports.stream()
                    .limit(upTo)
                    .filter(report -> report.status() == LineStatus.RETURNED)
                    .map(report -> Objects.requireNonNullElse(report.amount(), line.amount()))
                    .toList());
        }

        /** The report that the agreement's stream is to know next; that the bank accepted a payment changes nothing there. */
        Optional<Report> nextToPassOn() {
            return reports.stream()
                    .filter(report -> report.status() != LineStatus.ACCEPTED)
                    .skip(passedOn)
                    .findFirst();
        }
    }

    /** Why a line is left out. */
    record Dropped(String rule, String detail, List<String> clauses) {
        public Dropped {
            clauses = List.copyOf(clauses);
        }
    }

    /**
     * What the bank told of a line.
     *
     * @param importId the file, or the statement of two persons
     * @param amount kronor that came back; null where it concerns all of the payment
     */
    record Report(
            LineStatus status,
            String importId,
            @Nullable Money amount,
            @Nullable LocalDate on,
            @Nullable String code,
            @Nullable String text) {}
}
