package se.iopledger.local.demonstration;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import se.iopledger.local.screen.CannotContinue;
import se.iopledger.local.screen.Screen;
import se.iopledger.local.service.LocalService;
import se.iopledger.local.service.SignIn;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Gives the demonstration's users rights to attest, as two persons keep the register: one proposes, another grants. A
 * register in which there is anything stays as somebody has made it.
 */
public final class DemonstrationRights {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String REASON = "made up for the demonstration";

    private final ServiceApi financeService;
    private final Screen screen;

    /** @param passwords of the demonstration's users */
    public DemonstrationRights(Demonstration.Addresses addresses, Map<SignIn, String> passwords, Screen screen) {
        this.financeService = new ServiceApi("finance-service", addresses.finance(), passwords, PATIENCE, screen);
        this.screen = screen;
    }

    /**
     * Proposes and grants what is missing.
     *
     * @param businessDate first day of the rights
     * @throws CannotContinue if finance-service refuses
     */
    public void giveOn(LocalDate businessDate) {
        for (String municipality : LocalService.MUNICIPALITIES.split(",")) {
            screen.waitingFor("finance-service to keep the rights of " + municipality);
            String register = "/municipalities/" + municipality + "/attest-rights";
            if (rights(register).isEmpty()) {
                propose(register, SignIn.EXAMINER, "EXAMINE", businessDate);
                propose(register, SignIn.PAYMENT_APPROVER, "APPROVE", businessDate);
            }
            // Also those that an earlier run has proposed and not come to grant.
            for (JsonNode right : rights(register)) {
                if (right.required("standing").asString().equals("PROPOSED")) {
                    grant(register, right.required("rightId").asString());
                }
            }
        }
    }

    private List<JsonNode> rights(String register) {
        JsonNode answer = financeService
                .get("show the rights", register, SignIn.RIGHTS_OFFICER)
                .orElseThrow(() -> new CannotContinue("finance-service does not know " + register + "; see its log."));
        return List.copyOf(answer.required("rights").values());
    }

    private void propose(String register, SignIn holder, String step, LocalDate from) {
        post(
                "propose a right",
                register,
                SignIn.RIGHTS_OFFICER,
                Map.of(
                        "holder",
                        holder.userId(),
                        "step",
                        step,
                        "limit",
                        "2000000.00",
                        "from",
                        from.toString(),
                        "reason",
                        REASON));
    }

    private void grant(String register, String rightId) {
        post(
                "grant a right",
                register + "/" + rightId + "/grant",
                SignIn.SECOND_RIGHTS_OFFICER,
                Map.of("reason", REASON));
    }

    /** The body is part of the key: on another business date it is another request. */
    private void post(String purpose, String path, SignIn as, Map<String, String> body) {
        byte[] json = JSON.writeValueAsBytes(new TreeMap<>(body));
        String key = "demonstration-" + path + "-" + body.getOrDefault("step", "") + body.getOrDefault("from", "");
        financeService.post(purpose, path, as, key, "application/json", json);
    }
}
