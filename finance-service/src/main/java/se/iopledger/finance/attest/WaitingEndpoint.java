package se.iopledger.finance.attest;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.Operation;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import se.iopledger.finance.desk.FinanceDesk;
import se.iopledger.finance.desk.PageOfDays.After;
import se.iopledger.finance.domain.AgreementMoney;
import se.iopledger.finance.domain.pay.AttestRight;
import se.iopledger.finance.domain.pay.AttestRight.Step;
import se.iopledger.finance.domain.pay.OpenPayable;
import se.iopledger.finance.payee.StoppedRecipients;
import se.iopledger.finance.right.Registers;
import se.iopledger.shell.access.SignedIn;
import se.iopledger.shell.time.BusinessClock;

/** Lists what waits for the signed-in user: payments that she may examine, or approve, by her rights of today. */
@RestController
class WaitingEndpoint {
    /** Of one page, so that it does not become a statement of any length. */
    private static final int MOST_RIGHTS = 100;

    private final JdbcClient tables;
    private final FinanceDesk desk;
    private final Registers registers;
    private final StoppedRecipients stopped;
    private final BusinessClock clock;

    WaitingEndpoint(
            JdbcClient tables, FinanceDesk desk, Registers registers, StoppedRecipients stopped, BusinessClock clock) {
        this.tables = tables;
        this.desk = desk;
        this.registers = registers;
        this.stopped = stopped;
        this.clock = clock;
    }

    /** A payment that waits. */
    record WaitingPayable(
            String agreementId,
            String shortName,
            @JsonUnwrapped PayableView payable) {}

    /** A page of what waits. */
    record Waiting(
            List<WaitingPayable> payables,

            @JsonPropertyDescription("Where the next page begins; left out on the last.") @Nullable String nextCursor) {}

    private record Found(String agreementId, String shortName, String payableId, LocalDate day) {}

    @Operation(
            operationId = "listWaitingPayables",
            summary = "What waits for the signed-in user to examine or approve",
            description =
                    "Of one municipality, by the day by which each payment is to be made. Only what the user's rights"
                            + " of today reach to; what she may not approve since she examined it, or registered its invoice, is"
                            + " left out, and so is what a stop kept back that she lifted. What is stopped is listed, with what stops it.")
    @GetMapping("/municipalities/{municipality}/attest")
    Waiting waiting(
            @PathVariable String municipality,
            @RequestParam String step,
            @RequestParam(required = false) @Nullable String dueTo,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String limit,
            SignedIn user) {
        user.mustActFor(municipality);
        WaitingRequest request = WaitingRequest.of(step, dueTo, cursor, limit);
        LocalDate today = clock.today();
        List<AttestRight> rights = registers.heldBy(user.actor(), municipality).stream()
                .filter(right -> right.step() == request.step() && right.isInForceOn(today))
                .limit(MOST_RIGHTS)
                .toList();
        if (rights.isEmpty()) {
            return new Waiting(List.of(), null);
        }
        List<Found> found = find(request, municipality, user, rights);
        boolean more = found.size() > request.limit();
        List<Found> page = more ? found.subList(0, request.limit()) : found;
        Found last = more ? page.getLast() : null;
        return new Waiting(
                shown(
                        page,
                        user,
                        stopped.of(
                                Set.of(municipality),
                                page.stream().map(Found::agreementId).toList())),
                last == null ? null : new After(last.day(), last.agreementId(), last.payableId()).toCursor());
    }

    /** As the model has them now: the tables are behind it by a moment, and only say where to look. */
    private List<WaitingPayable> shown(List<Found> page, SignedIn user, StoppedRecipients.Stops stops) {
        Map<String, AgreementMoney> monies = new LinkedHashMap<>();
        List<WaitingPayable> shown = new ArrayList<>();
        for (Found found : page) {
            AgreementMoney money = monies.computeIfAbsent(
                    found.agreementId(), id -> desk.moneyOf(id).state());
            OpenPayable.of(found.payableId(), money)
                    .filter(OpenPayable::isOpen)
                    .filter(open -> !money.payments()
                            .wasStoppedUntil(user.actor(), open.tranche().trancheId()))
                    .map(open -> new WaitingPayable(
                            found.agreementId(),
                            found.shortName(),
                            PayableView.of(found.agreementId(), open, money.payments(), stops)))
                    .ifPresent(shown::add);
        }
        return shown;
    }

    /** One more than the page holds, to see whether another follows. */
    private List<Found> find(WaitingRequest request, String municipality, SignedIn user, List<AttestRight> rights) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        String reached = reached(rights, parameters);
        return tables.sql("""
                        WITH waiting AS (
                            SELECT t.agreement_id, t.payer, coalesce(p.payable_id, t.tranche_id) AS payable_id,
                                coalesce(p.pay_by, t.due_date) AS day,
                                CASE WHEN t.by_invoice THEN p.invoice_ore - p.settled_ore
                                     ELSE t.payable_ore - coalesce(s.ore, 0) END AS open_ore,
                                coalesce(h.short_name, '') AS short_name, h.terms
                            FROM tranche t
                            LEFT JOIN payable p ON p.agreement_id = t.agreement_id AND p.tranche_id = t.tranche_id
                                AND (p.invoice_ore IS NOT NULL) = t.by_invoice
                            LEFT JOIN LATERAL (SELECT sum(x.settled_ore) AS ore FROM payable x
                                WHERE x.agreement_id = t.agreement_id AND x.tranche_id = t.tranche_id) s ON true
                            LEFT JOIN heard_agreement h ON h.agreement_id = t.agreement_id
                            WHERE t.here AND t.municipality = :municipality AND t.due_date IS NOT NULL
                              AND (NOT t.by_invoice OR p.invoice_ore IS NOT NULL AND NOT p.taken_back)
                              AND p.order_id IS NULL
                              AND CASE WHEN :examine THEN p.examined_by IS NULL
                                       ELSE p.examined_by IS NOT NULL AND p.approved_by IS NULL
                                        AND p.examined_by <> :actor
                                        AND p.registered_by IS DISTINCT FROM :actor END)
                        SELECT agreement_id, short_name, payable_id, day FROM waiting
                        WHERE open_ore > 0 AND day <= :to
                          AND (day, agreement_id, payable_id) > (:afterDay, :afterAgreement, :afterPayable)
                          AND (""" + reached + ") ORDER BY day, agreement_id, payable_id LIMIT :limit")
                .params(parameters)
                .param("municipality", municipality)
                .param("examine", request.step() == Step.EXAMINE)
                .param("actor", user.actor())
                .param("to", request.dueTo())
                .param("afterDay", request.after().day())
                .param("afterAgreement", request.after().agreementId())
                .param("afterPayable", request.after().id())
                .param("limit", request.limit() + 1)
                .query((row, number) -> new Found(
                        row.getString(1), row.getString(2), row.getString(3), row.getObject(4, LocalDate.class)))
                .list();
    }

    private static String reached(List<AttestRight> rights, Map<String, Object> parameters) {
        List<String> conditions = new ArrayList<>();
        for (int number = 0; number < rights.size(); number++) {
            AttestRight right = rights.get(number);
            StringBuilder condition = new StringBuilder("open_ore <= :reach" + number);
            parameters.put("reach" + number, right.limit().ore());
            if (right.agreementId() != null) {
                condition.append(" AND agreement_id = :agreement").append(number);
                parameters.put("agreement" + number, right.agreementId());
            }
            if (right.unit() != null) {
                condition
                        .append(" AND EXISTS (SELECT FROM jsonb_array_elements(terms -> 'parties') party"
                                + " WHERE party ->> 'id' = payer AND party ->> 'representedBy' = :unit")
                        .append(number)
                        .append(')');
                parameters.put("unit" + number, right.unit());
            }
            conditions.add(condition.toString());
        }
        return String.join(" OR ", conditions);
    }
}
