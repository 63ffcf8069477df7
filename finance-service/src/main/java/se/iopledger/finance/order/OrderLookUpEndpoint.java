package se.iopledger.finance.order;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.finance.OrderEvent.Debit;
import se.iopledger.contracts.finance.OrderEvent.OrderReleased;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.finance.bankfile.PaymentFileWriter.Version;
import se.iopledger.finance.domain.order.OrderIds;
import se.iopledger.finance.domain.order.OrderRules;
import se.iopledger.finance.domain.order.PaymentOrder;
import se.iopledger.finance.domain.order.PaymentOrder.Known;
import se.iopledger.finance.domain.order.PaymentOrder.Line;
import se.iopledger.finance.domain.order.PaymentOrder.Settlement;
import se.iopledger.finance.domain.order.PaymentOrder.Statement;
import se.iopledger.shell.access.SignedIn;
import se.iopledger.shell.aggregate.AggregateRuntime;
import se.iopledger.shell.aggregate.AggregateRuntime.Versioned;
import se.iopledger.shell.http.BadRequest;
import se.iopledger.shell.http.InputProblem;
import se.iopledger.shell.http.Problems;

/** Shows payment orders, and gives out their files. */
@RestController
final class OrderLookUpEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger(OrderLookUpEndpoint.class);
    private static final int PAGE = 100;

    private final AggregateRuntime aggregates;
    private final OpenOrders orders;
    private final OrderDriver driver;

    OrderLookUpEndpoint(AggregateRuntime aggregates, OpenOrders orders, OrderDriver driver) {
        this.aggregates = aggregates;
        this.orders = orders;
        this.driver = driver;
    }

    /**
     * An order as it stands.
     *
     * @param waitsFor all that it waits for; null where it does not wait
     * @param release what its file is; null until it is released
     * @param statements what persons said of its payments, with what a second person made of it
     * @param settlements what persons settled by hand, since an agreement does not take it in
     */
    record OrderView(
            String orderId,
            String municipality,
            LocalDate paymentDate,
            Debit debit,
            String recordedBy,
            Standing standing,
            Money total,
            List<LineView> lines,
            @Nullable String waitsFor,
            @Nullable OrderReleased release,
            List<Statement> statements,
            List<Settlement> settlements) {}

    /** Where an order stands. */
    enum Standing {
        RECORDED,
        RELEASED,
        /** No payment was left in it. */
        EMPTY
    }

    /**
     * A payment of the order.
     *
     * @param reference by which the bank answers
     * @param state where it stands: on its way into the file, or what the bank told last
     */
    record LineView(String reference, State state, Line line) {}

    /** Where a payment stands. */
    enum State {
        RECORDED,
        RESERVED,
        /** It will stand in the file. */
        CONFIRMED,
        DROPPED,
        /** It stands in the file; the bank has told nothing yet. */
        ORDERED,
        ACCEPTED,
        REJECTED,
        EXECUTED,
        RETURNED
    }

    /** @param nextCursor where the next page begins; null on the last */
    record Page(List<OpenOrders.Row> orders, @Nullable String nextCursor) {}

    @Operation(operationId = "getOrder", summary = "A payment order with the state of each payment")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = OrderView.class)))
    @GetMapping("/payment-orders/{orderId}")
    ResponseEntity<?> one(@PathVariable String orderId, SignedIn user) {
        Optional<Versioned<PaymentOrder>> found = find(orderId, user);
        return found.isPresent()
                ? ResponseEntity.ok().eTag(Long.toString(found.get().version())).body(view((Known)
                        found.get().state()))
                : Problems.notFound("payment order");
    }

    private Optional<Versioned<PaymentOrder>> find(String orderId, SignedIn user) {
        return aggregates
                .stateOf(orderId, PaymentOrder.class)
                .filter(found -> found.state() instanceof Known known && user.mayActFor(known.municipality()));
    }

    private OrderView view(Known order) {
        Standing standing =
                order.release() != null ? Standing.RELEASED : order.emptied() ? Standing.EMPTY : Standing.RECORDED;
        List<String> waitsFor = driver.waitingFor(order);
        return new OrderView(
                order.orderId(),
                order.municipality(),
                order.paymentDate(),
                order.debit(),
                order.recordedBy(),
                standing,
                order.total(),
                order.lines().stream().map(line -> view(line, order)).toList(),
                waitsFor.isEmpty() ? null : String.join("; ", waitsFor),
                order.release(),
                order.statements(),
                order.settlements());
    }

    private static LineView view(Line line, Known order) {
        State state = line.status().map(status -> State.valueOf(status.name())).orElseGet(() -> switch (line.stage()) {
            case RECORDED -> State.RECORDED;
            case RESERVED -> State.RESERVED;
            case DROPPED -> State.DROPPED;
            case CONFIRMED -> order.release() == null ? State.CONFIRMED : State.ORDERED;
        });
        return new LineView(OrderIds.paymentId(order.orderId(), line.line().number()), state, line);
    }

    @Operation(
            operationId = "getOrderFile",
            summary = "The file of a released order, for the bank",
            description = "The same bytes whenever it is fetched. Send one version of it, once.")
    @GetMapping("/payment-orders/{orderId}/file")
    ResponseEntity<?> file(
            @PathVariable String orderId,
            @Parameter(description = "pain.001.001.03, which every Swedish bank reads, or pain.001.001.09.")
                    @RequestParam(defaultValue = "pain.001.001.03")
                    String version,
            SignedIn user) {
        Version wanted = version(version);
        Rights.mayOrder(user);
        Optional<Versioned<PaymentOrder>> found = find(orderId, user);
        if (found.isEmpty()) {
            return Problems.notFound("payment order");
        }
        Known order = (Known) found.get().state();
        OrderReleased release = order.release();
        if (release == null) {
            return Problems.conflict(
                    "OrderMustBeReleased",
                    order.emptied()
                            ? "no payment was left in the order: it has no file"
                            : "the order is not released: its payments are not all decided yet");
        }
        Optional<Rejection> rejected = OrderRules.rejectedFileMustNotBeSent(order);
        if (rejected.isPresent()) {
            return Problems.of(rejected.get());
        }
        byte[] file = OrderFiles.released(order, release, wanted);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_XML)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"" + release.messageId() + "." + wanted.message() + ".xml\"")
                .eTag(OrderFiles.sha256(file))
                .body(file);
    }

    private static Version version(String asked) {
        return Arrays.stream(Version.values())
                .filter(version -> version.message().equals(asked))
                .findFirst()
                .orElseThrow(() -> new BadRequest(
                        HttpStatus.BAD_REQUEST,
                        new InputProblem(
                                "version",
                                "VersionMustBeWritten",
                                "files are written as "
                                        + Arrays.stream(Version.values())
                                                .map(Version::message)
                                                .collect(Collectors.joining(" or ")))));
    }

    @Operation(
            operationId = "listOrders",
            summary = "The payment orders of the user's municipalities, newest day first")
    @GetMapping("/payment-orders")
    Page all(
            @Parameter(description = "Four-digit municipality code; all of the user's if left out.")
                    @RequestParam(required = false)
                    @Nullable String municipality,
            @RequestParam(required = false) @Nullable String cursor,
            SignedIn user) {
        if (municipality != null) {
            user.mustActFor(municipality);
        }
        String[] after = after(cursor);
        List<OpenOrders.Row> rows = orders.of(
                municipality == null ? user.municipalities() : Set.of(municipality),
                LocalDate.parse(after[0]),
                after[1],
                PAGE + 1);
        boolean more = rows.size() > PAGE;
        List<OpenOrders.Row> page = more ? List.copyOf(rows.subList(0, PAGE)) : rows;
        return new Page(
                page, more ? page.getLast().paymentDate() + "_" + page.getLast().orderId() : null);
    }

    private static String[] after(@Nullable String cursor) {
        if (cursor == null) {
            return new String[] {"9999-12-31", ""};
        }
        try {
            String[] parts = cursor.split("_", 2);
            var _ = LocalDate.parse(parts[0]);
            if (parts.length == 2 && parts[1].matches("[0-9a-f-]{36}")) {
                return parts;
            }
        } catch (DateTimeException noDay) {
            LOG.debug("a cursor that no page gave", noDay);
        }
        throw new BadRequest(
                HttpStatus.BAD_REQUEST,
                new InputProblem("cursor", "CursorMustComeFromAPage", "the cursor is not one that a page gave"));
    }
}
