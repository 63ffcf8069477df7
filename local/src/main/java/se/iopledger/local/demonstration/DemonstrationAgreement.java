package se.iopledger.local.demonstration;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import se.iopledger.local.service.SignIn;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * One of the five agreements, as its files in {@code /agreements} describe it.
 *
 * @param shortName as in the file names, such as "UPP"
 * @param terms its terms document (YAML), sent as it is
 * @param steps what is sent after the registration, in order
 */
record DemonstrationAgreement(String shortName, String terms, List<Step> steps) {

    private static final List<String> SHORT_NAMES = List.of("UPP", "LUN", "NOR", "LIN", "STO");
    private static final ObjectReader YAML = new YAMLMapper().reader();

    DemonstrationAgreement {
        steps = List.copyOf(steps);
    }

    /**
     * @param post the sub-resource that it is posted to, such as "approval"
     * @param as who sends it
     * @param body sent as JSON
     */
    record Step(String post, SignIn as, JsonNode body) {}

    /** Which steps the documents give no evidence of, in the words of their sub-resources. */
    Set<String> assumed() {
        return steps.stream()
                .filter(step ->
                        step.body().path("evidence").path("kind").asString("").equals("ASSUMED"))
                .map(Step::post)
                .collect(Collectors.toUnmodifiableSet());
    }

    static List<DemonstrationAgreement> all() {
        return SHORT_NAMES.stream().map(DemonstrationAgreement::load).toList();
    }

    private static DemonstrationAgreement load(String shortName) {
        return of(shortName, resource(shortName + ".yaml"), resource(shortName + ".steps.yaml"));
    }

    static DemonstrationAgreement of(String shortName, String terms, String stepsYaml) {
        List<Step> steps = new ArrayList<>();
        for (JsonNode step : YAML.readTree(stepsYaml).required("steps")) {
            steps.add(new Step(
                    step.required("post").asString(),
                    SignIn.valueOf(step.required("as").asString().toUpperCase(Locale.ROOT)),
                    step.required("body")));
        }
        return new DemonstrationAgreement(shortName, terms, steps);
    }

    private static String resource(String name) {
        try (InputStream resource = Objects.requireNonNull(
                DemonstrationAgreement.class.getResourceAsStream("/agreements/" + name), () -> name + " is missing")) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
