package se.iopledger.local.demonstration;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import se.iopledger.local.screen.CannotContinue;
import se.iopledger.local.screen.Screen;
import se.iopledger.local.service.SignIn;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Brings Norrtälje's next payment to where two persons can attest it: whose accounts are paid and debited, and the month's
 * invoice (NOR-4). Neither account exists, and nobody sent the invoice: all three say so.
 */
public final class DemonstrationPayment {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String MADE_UP = "made up for the demonstration";
    private static final String MUNICIPALITY = "0188";
    private static final String SELLER = "802003-1954";
    private static final String BUYER = "212000-0217";
    private static final String INVOICE = "SIMULATED-1";

    /** The first bank day of the fifth contract month, which the invoice is for (NOR-2, NOR-4). */
    private static final LocalDate CAME_ON = LocalDate.of(2022, 1, 17);

    private final ServiceApi financeService;
    private final Screen screen;

    /** @param passwords of the demonstration's users */
    public DemonstrationPayment(Demonstration.Addresses addresses, Map<SignIn, String> passwords, Screen screen) {
        this.financeService = new ServiceApi("finance-service", addresses.finance(), passwords, PATIENCE, screen);
        this.screen = screen;
    }

    /**
     * Registers what is missing: the accounts, and from the day on which it came the invoice.
     *
     * @throws CannotContinue if finance-service refuses
     */
    public void prepareOn(LocalDate businessDate) {
        screen.waitingFor("finance-service to know whose accounts are paid and debited");
        if (list("/payees", "payees").size() < 2) {
            account(
                    payee("RECIPIENT", "Stockholms Stadsmission", SELLER),
                    Map.of("kind", "BANKGIRO", "number", "99000010", "holder", "Stockholms Stadsmission"));
            account(
                    payee("PAYER", "Norrtälje kommun", BUYER),
                    Map.of(
                            "kind",
                            "IBAN",
                            "number",
                            "SE93 9990 0000 0000 0000 0001",
                            "holder",
                            "Norrtälje kommun",
                            "bic",
                            "SIMUSESS"));
        }
        if (!businessDate.isBefore(CAME_ON) && invoices().isEmpty()) {
            screen.waitingFor("finance-service to take an invoice of Norrtälje's agreement");
            invoice();
            awaitAtRest();
        }
    }

    private void invoice() {
        post(
                "take an invoice",
                "/invoices",
                SignIn.FINANCE_OFFICER,
                Map.of(
                        "municipality",
                        MUNICIPALITY,
                        "number",
                        INVOICE,
                        "seller",
                        SELLER,
                        "sellerName",
                        "Stockholms Stadsmission",
                        "buyer",
                        BUYER,
                        "issuedOn",
                        CAME_ON.toString(),
                        "receivedOn",
                        CAME_ON.toString(),
                        "payable",
                        "264333.33"));
    }

    private List<JsonNode> invoices() {
        return list("/invoices", "invoices");
    }

    private List<JsonNode> list(String path, String field) {
        JsonNode answer = financeService
                .get("show " + field, path + "?municipality=" + MUNICIPALITY, SignIn.FINANCE_OFFICER)
                .orElseThrow(() -> new CannotContinue("finance-service does not know " + path + "; see its log."));
        return List.copyOf(answer.required(field).values());
    }

    /** A page and the log behind it are the same in each run only once nothing is under way. */
    private void awaitAtRest() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (invoices().stream()
                .allMatch(invoice -> invoice.required("state").asString().equals("UNDER_WAY"))) {
            if (System.nanoTime() > deadline) {
                throw new CannotContinue("finance-service has not matched an invoice within " + PATIENCE.toSeconds()
                        + " s; its log says why.");
            }
            ServiceApi.pause();
        }
    }

    private String payee(String role, String name, String organisationNumber) {
        return post(
                        "register " + name + " as a payee",
                        "/payees",
                        SignIn.FINANCE_OFFICER,
                        Map.of(
                                "municipality",
                                MUNICIPALITY,
                                "role",
                                role,
                                "name",
                                name,
                                "organisationNumber",
                                organisationNumber))
                .required("payeeId")
                .asString();
    }

    /** Who registers an account does not verify it. */
    private void account(String payeeId, Map<String, Object> account) {
        Map<String, Object> madeUp = new TreeMap<>(account);
        madeUp.put("madeUp", true);
        madeUp.put("reason", MADE_UP);
        String accounts = "/payees/" + payeeId + "/accounts";
        post("register an account", accounts, SignIn.FINANCE_OFFICER, madeUp);
        post("verify an account", accounts + "/account-1/verification", SignIn.APPROVER, Map.of("evidence", MADE_UP));
    }

    /** A payee's key is told by its role too; a repeated request has its effect once. */
    private JsonNode post(String purpose, String path, SignIn as, Map<String, Object> body) {
        String key = "demonstration-" + path + "-" + body.getOrDefault("role", "");
        return financeService.post(
                purpose, path, as, key, "application/json", JSON.writeValueAsBytes(new TreeMap<>(body)));
    }
}
