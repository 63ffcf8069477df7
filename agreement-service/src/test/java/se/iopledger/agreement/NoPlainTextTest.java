package se.iopledger.agreement;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static se.iopledger.agreement.AgreementService.registered;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import se.iopledger.agreement.testing.Paper;
import se.iopledger.eventlog.testing.EmbeddedDatabases;
import se.iopledger.eventlog.testing.Eventually;
import se.iopledger.eventlog.testing.TestDatabase;
import se.iopledger.shell.testing.RunningService;
import se.iopledger.shell.testing.RunningService.Answer;

/**
 * Nothing that the service leaves anywhere tells who a contact person is. Each search also looks for the person's opaque
 * id, which is there, so that a search in the wrong place fails.
 */
final class NoPlainTextTest {
    private static final List<String> PLAIN = List.of(
            "Searchable Contact Zero (invented)",
            "searched-title-zero",
            "searched.contact.zero@example.org",
            "+46 8 000 11 22 33");
    private static final String CONTACT = """
            {"party":"kommun","name":"%s","title":"%s","email":"%s","telephone":"%s"}""".formatted(PLAIN.toArray());

    /** Enough events for a snapshot, which is made every hundred. */
    private static final int NAMED_AND_REMOVED = 55;

    private static final Logger ROOT = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private static final Lines LINES = new Lines();
    private static final Map<Logger, @Nullable Level> LEVELS = new LinkedHashMap<>();

    private static @Nullable Installation installation;
    private static String agreement = "";
    private static String person = "";
    private static String erased = "";

    private static final class Lines extends AppenderBase<ILoggingEvent> {
        private final Queue<String> all = new ConcurrentLinkedQueue<>();

        @Override
        protected void append(ILoggingEvent event) {
            all.add(event.getLoggerName() + " " + event.getFormattedMessage()
                    + (event.getThrowableProxy() == null
                            ? ""
                            : ThrowableProxyUtil.asString(event.getThrowableProxy())));
        }
    }

    @BeforeAll
    static void aPersonIsNamedReadRemovedExportedAndErased() {
        Installation started = new Installation();
        installation = started;
        // After the start, which sets the log up anew.
        LINES.start();
        ROOT.addAppender(LINES);
        for (String name : List.of("se.iopledger", "org.axonframework", "org.springframework", "com.zaxxer.hikari")) {
            Logger logger = (Logger) LoggerFactory.getLogger(name);
            LEVELS.put(logger, logger.getLevel());
            logger.setLevel(Level.TRACE);
            // Kept, and not shown: it would drown the build's output.
            logger.setAdditive(false);
            logger.addAppender(LINES);
        }
        RunningService service = started.service();
        agreement = registered(service, Paper.of("NOR"));
        String contacts = "/agreements/" + agreement + "/contacts";
        for (int number = 0; number < NAMED_AND_REMOVED; number++) {
            String removed = named(service, contacts, "removed-" + number);
            service.post("registrar", contacts + "/" + removed + "/removal", "removal-" + number, "{}");
        }
        erased = named(service, contacts, "erased");
        person = named(service, contacts, "kept");
        assertThat(service.get("reader", contacts).body()).contains(PLAIN);
        assertThat(service.get("approver", contacts + "/" + person + "/export").body())
                .contains(PLAIN);
        service.post(
                "approver",
                contacts + "/" + erased + "/erasure",
                "erasure",
                "{\"ground\":\"OBJECTION\",\"reason\":\"the person objects\"}");
        refused(service, contacts);
        Eventually.await("the snapshot is made", () -> snapshots() > 0);
        Eventually.await(
                "all is worked off",
                () -> service.get("reader", "/standing").json().get("settled").asBoolean());
    }

    /** What is refused, or cannot even be read, is what most easily ends in a log line. */
    private static void refused(RunningService service, String contacts) {
        for (String wrong : List.of(
                CONTACT.replace("kommun", "nobody"),
                CONTACT.replace("\"title\"", "\"nickname\""),
                CONTACT.replace("\"party\":\"kommun\"", "\"party\":{\"x\":1}"),
                CONTACT.substring(0, CONTACT.length() - 1),
                CONTACT.replace("@", " at "),
                CONTACT + "x")) {
            Answer refused = service.post("registrar", contacts, "refused-" + wrong.hashCode(), wrong);
            assertThat(refused.status()).isBetween(400, 422);
            assertThat(refused.body()).doesNotContain(PLAIN);
        }
    }

    private static String named(RunningService service, String contacts, String key) {
        Answer named = service.post("registrar", contacts, key, CONTACT);
        assertThat(named.status()).as(named.body()).isEqualTo(201);
        return named.json().get("dataSubject").asString();
    }

    @AfterAll
    static void stop() {
        LEVELS.forEach((logger, level) -> {
            logger.setLevel(level);
            logger.setAdditive(true);
            logger.detachAppender(LINES);
        });
        ROOT.detachAppender(LINES);
        started().close();
    }

    private static Installation started() {
        if (installation == null) {
            throw new IllegalStateException("not started");
        }
        return installation;
    }

    @Test
    void noRowOfEitherDatabaseHoldsIt() throws SQLException {
        String log = rows(started().log());
        assertThat(log).contains(person, erased).doesNotContain(PLAIN);
        assertThat(rows(started().keys())).contains(person, erased).doesNotContain(PLAIN);
    }

    @Test
    void noFileOfTheDatabaseServerHoldsItNotEvenItsWriteAheadLog() throws IOException {
        List<String> found = new ArrayList<>();
        boolean idFound = false;
        for (Path file : files(EmbeddedDatabases.dataDirectory())) {
            String bytes = bytesOf(file);
            idFound |= bytes.contains(person);
            PLAIN.stream().filter(bytes::contains).forEach(text -> found.add(file + ": " + text));
        }
        assertThat(idFound).as("the id is found").isTrue();
        assertThat(found).isEmpty();
    }

    @Test
    void noSnapshotHoldsIt() throws SQLException {
        List<String> snapshots = column(started().log(), "SELECT convert_from(payload, 'UTF8') FROM eventlog.snapshot");
        assertThat(snapshots)
                .isNotEmpty()
                .allSatisfy(snapshot -> assertThat(snapshot)
                        .contains("contacts", "kommun")
                        .doesNotContain(PLAIN)
                        .doesNotContain("ciphertext"));
    }

    @Test
    void noRecordInKafkaHoldsIt() {
        List<String> values = started().published().stream()
                .map(value -> new String(value, UTF_8))
                .toList();
        assertThat(values)
                .hasSameSizeAs(started().entries())
                .anyMatch(value -> value.contains(person))
                .allSatisfy(value -> assertThat(value).doesNotContain(PLAIN));
    }

    @Test
    void noLineOfTheApplicationsLogHoldsItAtAnyLevel() {
        assertThat(LINES.all)
                .anyMatch(line -> line.contains(person))
                .allSatisfy(line -> assertThat(line).doesNotContain(PLAIN));
    }

    private static long snapshots() throws SQLException {
        return column(started().log(), "SELECT stream_id FROM eventlog.snapshot")
                .size();
    }

    /** Every row of every table, as text. */
    private static String rows(TestDatabase database) throws SQLException {
        StringBuilder all = new StringBuilder();
        for (String table : column(
                database,
                "SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) FROM pg_tables"
                        + " WHERE schemaname NOT IN ('pg_catalog', 'information_schema')")) {
            try (Connection connection = database.owner().getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT * FROM " + table)) {
                while (row.next()) {
                    for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                        boolean binary =
                                row.getMetaData().getColumnTypeName(column).equals("bytea");
                        all.append(binary ? utf8(row.getBytes(column)) : row.getString(column))
                                .append('\n');
                    }
                }
            }
        }
        return all.toString();
    }

    private static String utf8(byte @Nullable [] bytes) {
        return bytes == null ? "" : new String(bytes, UTF_8);
    }

    private static List<String> column(TestDatabase database, String query) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection connection = database.owner().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                values.add(row.getString(1));
            }
        }
        return values;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static String bytesOf(Path file) throws IOException {
        try {
            return new String(Files.readAllBytes(file), UTF_8);
        } catch (NoSuchFileException removedMeanwhile) {
            return "";
        }
    }
}
