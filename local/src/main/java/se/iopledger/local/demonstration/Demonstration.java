package se.iopledger.local.demonstration;

import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.iopledger.local.screen.CannotContinue;
import se.iopledger.local.screen.Screen;
import se.iopledger.local.service.SignIn;
import tools.jackson.databind.JsonNode;

/**
 * Brings the five agreements into the services. Each request carries the same idempotency key at every run, so that a
 * second run, or one after a crash, registers nothing twice.
 */
public final class Demonstration {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final List<DemonstrationAgreement> agreements;
    private final ServiceApi agreementService;
    private final ServiceApi financeService;
    private final ServiceApi reportingService;
    private final Duration patience;
    private final Screen screen;

    Demonstration(
            List<DemonstrationAgreement> agreements,
            Addresses addresses,
            Map<SignIn, String> passwords,
            Duration patience,
            Screen screen) {
        this.agreements = agreements;
        this.agreementService = new ServiceApi("agreement-service", addresses.agreement(), passwords, patience, screen);
        this.financeService = new ServiceApi("finance-service", addresses.finance(), passwords, patience, screen);
        this.reportingService = new ServiceApi("reporting-service", addresses.reporting(), passwords, patience, screen);
        this.patience = patience;
        this.screen = screen;
    }

    /** Where the services answer. */
    public record Addresses(URI agreement, URI finance, URI reporting) {}

    /** The five agreements of the mission. */
    public static Demonstration ofTheFive(Addresses addresses, Map<SignIn, String> passwords, Screen screen) {
        return new Demonstration(DemonstrationAgreement.all(), addresses, passwords, PATIENCE, screen);
    }

    /**
     * Registers, approves and signs, and returns what all three services then say: after all has arrived everywhere, and
     * after what is due by the business date has happened.
     *
     * @return one overview per agreement, in the order of the files
     * @throws CannotContinue if a service refuses, or has not come to rest within two minutes
     */
    public List<Overview> run() {
        Map<DemonstrationAgreement, String> ids = new LinkedHashMap<>();
        for (DemonstrationAgreement agreement : agreements) {
            ids.put(agreement, register(agreement));
        }
        awaitSettled();
        List<Overview> overviews = new ArrayList<>();
        ids.forEach((agreement, id) -> overviews.add(look(agreement, id)));
        return overviews;
    }

    private String register(DemonstrationAgreement agreement) {
        String shortName = agreement.shortName();
        screen.waitingFor("agreement-service to register " + shortName);
        JsonNode registered = agreementService.post(
                "register " + shortName,
                "/agreements",
                SignIn.REGISTRAR,
                "demonstration-" + shortName + "-registration",
                "application/yaml",
                agreement.terms().getBytes(StandardCharsets.UTF_8));
        String id = registered.required("agreementId").asString();
        int number = 0;
        for (DemonstrationAgreement.Step step : agreement.steps()) {
            number++;
            screen.waitingFor("agreement-service to take the " + step.post() + " of " + shortName);
            agreementService.post(
                    "take the " + step.post() + " of " + shortName,
                    "/agreements/" + id + "/" + step.post(),
                    step.as(),
                    "demonstration-" + shortName + "-step-" + number,
                    "application/json",
                    step.body().toString().getBytes(StandardCharsets.UTF_8));
        }
        return id;
    }

    private void awaitSettled() {
        long deadline = System.nanoTime() + patience.toNanos();
        Optional<String> awaited = awaited();
        while (awaited.isPresent()) {
            if (System.nanoTime() > deadline) {
                throw new CannotContinue("Not settled within " + patience.toSeconds() + " s: " + awaited.get()
                        + "; the services' logs say why.");
            }
            screen.waitingFor(awaited.get());
            ServiceApi.pause();
            awaited = awaited();
        }
    }

    /** What is still to happen, in words. Only in this order do three settled services mean that all has arrived. */
    private Optional<String> awaited() {
        for (ServiceApi service : List.of(agreementService, financeService, reportingService)) {
            JsonNode standing = known(service, "say how it stands", "/standing");
            if (!standing.required("settled").asBoolean()) {
                return Optional.of(service.name() + ": " + String.join(", ", texts(standing.path("waitingFor"))));
            }
        }
        return Optional.empty();
    }

    private Overview look(DemonstrationAgreement agreement, String id) {
        String shortName = agreement.shortName();
        String path = "/agreements/" + id;
        JsonNode registered = known(agreementService, "show " + shortName, path);
        JsonNode schedule = known(financeService, "show the schedule of " + shortName, path + "/schedule");
        JsonNode obligations = known(reportingService, "show the obligations of " + shortName, path + "/obligations");
        return new Overview(
                id,
                shortName,
                registered.required("state").asString(),
                LocalDate.parse(registered.required("period").required("last").asString()),
                registered.path("findings").size(),
                agreement.assumed(),
                nextTranches(schedule, namesOfParties(registered)),
                texts(schedule.path("waitingFor")),
                overdue(obligations),
                nextObligation(obligations));
    }

    private static JsonNode known(ServiceApi service, String purpose, String path) {
        return service.get(purpose, path, SignIn.READER)
                .orElseThrow(() -> new CannotContinue(
                        service.name() + " cannot " + purpose + ": it does not know " + path + "; see its log."));
    }

    /** A schedule names parties by their ids. */
    private static Map<String, String> namesOfParties(JsonNode agreement) {
        Map<String, String> names = new HashMap<>();
        for (JsonNode party : agreement.path("parties")) {
            names.put(party.required("id").asString(), party.required("name").asString());
        }
        return names;
    }

    /** Several recipients may be due on the same day: all of them are next. */
    private static List<Overview.Tranche> nextTranches(JsonNode schedule, Map<String, String> names) {
        JsonNode next = schedule.path("nextTranche");
        if (!next.isObject()) {
            return List.of();
        }
        Optional<LocalDate> due = date(next);
        List<Overview.Tranche> tranches = new ArrayList<>();
        tranches.add(tranche(next, names));
        for (JsonNode other : schedule.path("tranches")) {
            boolean alsoNext = due.isPresent()
                    && date(other).equals(due)
                    && other.path("settlement").equals(next.path("settlement"))
                    && !other.path("trancheId").equals(next.path("trancheId"));
            if (alsoNext) {
                tranches.add(tranche(other, names));
            }
        }
        return tranches;
    }

    private static Overview.Tranche tranche(JsonNode tranche, Map<String, String> names) {
        String recipient = text(tranche, "recipient").orElse("?");
        return new Overview.Tranche(
                date(tranche), text(tranche, "amount").map(BigDecimal::new), names.getOrDefault(recipient, recipient));
    }

    private static int overdue(JsonNode obligations) {
        int overdue = 0;
        for (JsonNode obligation : obligations.path("obligations")) {
            overdue += obligation.path("status").asString("").equals("OVERDUE") ? 1 : 0;
        }
        return overdue;
    }

    private static Optional<Overview.Obligation> nextObligation(JsonNode obligations) {
        JsonNode next = obligations.path("nextObligation");
        return next.isObject()
                ? Optional.of(
                        new Overview.Obligation(date(next), text(next, "title").orElse("?")))
                : Optional.empty();
    }

    private static Optional<LocalDate> date(JsonNode node) {
        return text(node, "dueDate").map(LocalDate::parse);
    }

    private static Optional<String> text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isString() ? Optional.of(value.asString()) : Optional.empty();
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        for (JsonNode text : array) {
            texts.add(text.asString(""));
        }
        return texts;
    }
}
