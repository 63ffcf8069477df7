package se.iopledger.agreement;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import se.iopledger.agreement.testing.Paper;
import se.iopledger.eventlog.personal.MasterKeys;
import se.iopledger.eventlog.testing.EmbeddedDatabases;
import se.iopledger.eventlog.testing.TestDatabase;
import se.iopledger.shell.testing.RunningService;
import se.iopledger.shell.testing.RunningService.Answer;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The one agreement-service of a test run: its log is published to a topic that has one origin, so that all tests share
 * it and keep apart by agreements of their own.
 */
final class AgreementService {
    private static final TestDatabase DATABASE = EmbeddedDatabases.create("agreement");
    private static final TestDatabase KEYS = EmbeddedDatabases.create("agreementkeys");
    private static final String MASTER_KEY = MasterKeys.generate("test");

    private static @Nullable RunningService running;
    private static String businessDate = "";

    private AgreementService() {}

    /** The service on this business date; started again, on the same database, where it runs on another. */
    static synchronized RunningService on(String date) {
        RunningService current = running;
        if (current != null && businessDate.equals(date)) {
            return current;
        }
        if (current != null) {
            current.close();
        }
        RunningService started =
                RunningService.start(AgreementServiceApplication.class, DATABASE, settings(date, KEYS, MASTER_KEY));
        running = started;
        businessDate = date;
        return started;
    }

    /** Where it keeps its log. */
    static TestDatabase database() {
        return DATABASE;
    }

    /** Where it keeps the keys of persons. */
    static TestDatabase keys() {
        return KEYS;
    }

    /** What an agreement-service is configured with, beside what every service is. */
    static Map<String, String> settings(String businessDate, TestDatabase keys, String masterKey) {
        Map<String, String> settings = new HashMap<>();
        settings.put("iop.business-date", businessDate);
        settings.put("iop.keys.url", keys.url());
        settings.put("iop.keys.user", keys.appRole());
        settings.put("iop.keys.password", keys.appRole());
        settings.put("iop.keys.owner-user", keys.ownerRole());
        settings.put("iop.keys.owner-password", keys.ownerRole());
        settings.put("iop.keys.master-key", masterKey);
        return settings;
    }

    /** Registers a paper as the registrar and answers its id. */
    static String registered(RunningService service, Paper paper) {
        // In hexadecimal: ten decimal digits could read as a personal identity number.
        String key = "register-" + Integer.toHexString(paper.hashCode());
        Answer answer = service.post("registrar", "/agreements", key, paper.json());
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().get("agreementId").asString();
    }

    /** Sends what the steps file of one of the five says, and answers what came back. */
    static List<Answer> steps(RunningService service, String name, String agreementId) {
        List<Answer> answers = new ArrayList<>();
        JsonNode steps =
                new YAMLMapper().readTree(Paper.text(name + ".steps.yaml")).get("steps");
        for (JsonNode step : steps) {
            answers.add(service.post(
                    step.get("as").asString(),
                    "/agreements/" + agreementId + "/" + step.get("post").asString(),
                    name + "-step-" + answers.size() + "-" + agreementId,
                    step.get("body").toString()));
        }
        return answers;
    }

    static Answer registerYaml(RunningService service, String user, String key, String yaml) {
        return service.post(user, "/agreements", key, "application/yaml", yaml.getBytes(UTF_8));
    }
}
