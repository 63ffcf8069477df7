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
import se.iopledger.contracts.finance.OrderEvent.SettlementProposed;
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
     * @param settlements what persons settled by hand, since an agreement does not take it in, in order
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
            List<Statement> statements,
            List<Settlement> settlements)
            implements PaymentOrder {
        public Known {
            lines = List.copyOf(lines);
            statements = List.copyOf(statements);
            settlements = List.copyOf(settlements);
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
                    List.of(),
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

        /** Whether every line is confirmed, or dropped with nothing left to give back but what waits for a person. */
        boolean isDecided() {
            return lines.stream()
                    .allMatch(line -> line.stage() == Stage.CONFIRMED
                            || (line.stage() == Stage.DROPPED && (!line.toGiveBack() || line.notTakenIn() != null)));
        }

        Optional<Settlement> settlement(String settlementId) {
            return settlements.stream()
                    .filter(settlement -> settlement.proposed().settlementId().equals(settlementId))
                    .findFirst();
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
                    statements,
                    settlements);
        }

        Known released(OrderReleased event) {
            return with(lines, event, emptied, statements, settlements);
        }

        Known withNothingLeft() {
            return with(lines, release, true, statements, settlements);
        }

        Known stated(OutcomeStated event) {
            Statement stated = new Statement(event, Decided.OPEN, null, null);
            return with(
                    lines,
                    release,
                    emptied,
                    Stream.concat(statements.stream(), Stream.of(stated)).toList(),
                    settlements);
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
                            .toList(),
                    settlements);
        }

        Known proposed(SettlementProposed event) {
            Settlement proposed = new Settlement(event, Decided.OPEN, null, null);
            return with(
                    lines,
                    release,
                    emptied,
                    statements,
                    Stream.concat(settlements.stream(), Stream.of(proposed)).toList());
        }

        Known settled(String settlementId, Decided decided, String by, @Nullable String reason) {
            Settlement before = settlement(settlementId)
                    .orElseThrow(() -> new IllegalStateException("order " + orderId + " has no " + settlementId));
            Settlement after = new Settlement(before.proposed(), decided, by, reason);
            return with(
                    lines,
                    release,
                    emptied,
                    statements,
                    settlements.stream()
                            .map(settlement -> settlement.equals(before) ? after : settlement)
                            .toList());
        }

        private Known with(
                List<Line> changed,
                @Nullable OrderReleased file,
                boolean nothingLeft,
                List<Statement> said,
                List<Settlement> settled) {
            return new Known(
                    orderId, municipality, paymentDate, debit, recordedBy, changed, file, nothingLeft, said, settled);
        }
    }

    /**
     * How persons settled by hand what an agreement does not take in.
     *
     * @param decidedBy who confirmed or refused it; null before
     * @param reason why it was refused; null where it was not
     */
    record Settlement(
            SettlementProposed proposed,
            Decided decided,
            @Nullable String decidedBy,
            @Nullable String reason) {}

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

    /** What a second person made of what the first one said. */
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
     * @param passedOn how many of the reports that change something the agreement's stream knows, or were settled by hand
     * @param notTakenIn what the agreement's stream does not take in of it, so that a person has to look; null where there
     *     is no such thing
     */
    record Line(
            OrderLine line,
            Stage stage,
            @Nullable Dropped dropped,
            boolean toGiveBack,
            List<Report> reports,
            int passedOn,
            @Nullable NotTakenIn notTakenIn) {
        public Line {
            reports = List.copyOf(reports);
        }

        static Line recorded(OrderLine line) {
            return new Line(line, Stage.RECORDED, null, false, List.of(), 0, null);
        }

        Line at(Stage next) {
            return new Line(line, next, dropped, toGiveBack, reports, passedOn, notTakenIn);
        }

        Line dropped(LineDropped event) {
            return new Line(
                    line,
                    Stage.DROPPED,
                    new Dropped(event.rule(), event.detail(), event.clauses()),
                    event.reserved(),
                    reports,
                    passedOn,
                    notTakenIn);
        }

        Line givenBack() {
            return new Line(line, stage, dropped, false, reports, passedOn, null);
        }

        Line reported(LineReported event) {
            Report report = new Report(
                    event.status(), event.importId(), event.amount(), event.on(), event.code(), event.text(), null);
            return new Line(
                    line,
                    stage,
                    dropped,
                    toGiveBack,
                    Stream.concat(reports.stream(), Stream.of(report)).toList(),
                    passedOn,
                    notTakenIn);
        }

        Line withReportPassedOn() {
            return new Line(line, stage, dropped, toGiveBack, reports, passedOn + 1, null);
        }

        Line notTakenIn(NotTakenIn refused) {
            return new Line(line, stage, dropped, toGiveBack, reports, passedOn, refused);
        }

        /** Whether that which was refused is still what the agreement's stream is to know next. */
        boolean awaits(NotTakenIn refused) {
            LineStatus status = refused.status();
            return status == null
                    ? toGiveBack
                    : nextToPassOn()
                            .filter(report -> report.status() == status
                                    && report.importId().equals(refused.importId()))
                            .isPresent();
        }

        Line settledByHand(String settlementId) {
            Optional<Report> settled = nextToPassOn();
            return settled.isEmpty()
                    ? givenBack()
                    : new Line(
                                    line,
                                    stage,
                                    dropped,
                                    toGiveBack,
                                    reports.stream()
                                            .map(report -> report.equals(settled.get())
                                                    ? report.settledBy(settlementId)
                                                    : report)
                                            .toList(),
                                    passedOn,
                                    notTakenIn)
                            .withReportPassedOn();
        }

        /** What the bank told last; empty where it told nothing. */
        public Optional<LineStatus> status() {
            return reports.isEmpty()
                    ? Optional.empty()
                    : Optional.of(reports.getLast().status());
        }

        /** Kronor that came back of it. */
        public Money returned() {
            return returned(reports);
        }

        /**
         * Kronor that came back of it up to a report, with that one, as far as the agreement's stream is to know: what was
         * settled by hand it never learns of.
         */
        public Money returnedWith(Report report) {
            return returned(reports.subList(0, reports.indexOf(report) + 1).stream()
                    .filter(before -> before.settledBy() == null)
                    .toList());
        }

        private Money returned(List<Report> of) {
            return Money.sum(of.stream()
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
     * @param settledBy the settlement by which two persons settled it by hand; null where the agreement takes it in
     */
    record Report(
            LineStatus status,
            String importId,
            @Nullable Money amount,
            @Nullable LocalDate on,
            @Nullable String code,
            @Nullable String text,
            @Nullable String settledBy) {
        Report settledBy(String settlementId) {
            return new Report(status, importId, amount, on, code, text, settlementId);
        }
    }

    /**
     * What an agreement's stream does not take in.
     *
     * @param status what the bank told; null where what a dropped line had reserved cannot be given back
     * @param importId the file or statement that told it; null as the status is
     * @param rule the rule that forbids it
     */
    record NotTakenIn(@Nullable LineStatus status, @Nullable String importId, String rule, String detail) {}
}
