package se.iopledger.local.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs {@code provision.sql}, a script for psql, over JDBC: the bundled binaries hold no psql, and what a container
 * setup provisions must be the same as what the quickstart does.
 */
final class Provisioning {

    private static final Pattern VARIABLE = Pattern.compile(":(['\"])(\\w+)\\1");
    private static final Pattern CONNECT = Pattern.compile("\\\\connect \"((?:[^\"]|\"\")+)\"");
    private static final String EXECUTE_RESULTS = "\\gexec";

    /** Opens a superuser's connection to a database of the server. */
    interface Connections {
        Connection to(String database) throws SQLException;
    }

    private Provisioning() {}

    static void run(Connections connections, String database, String ownerPassword, String appPassword)
            throws SQLException {
        Map<String, String> variables =
                Map.of("database", database, "owner_password", ownerPassword, "app_password", appPassword);
        Connection connection = connections.to("postgres");
        try {
            for (String command : commands(script(), variables)) {
                Matcher connect = CONNECT.matcher(command);
                if (connect.matches()) {
                    connection.close();
                    connection = connections.to(connect.group(1).replace("\"\"", "\""));
                } else {
                    execute(connection, command);
                }
            }
        } finally {
            connection.close();
        }
    }

    private static void execute(Connection connection, String command) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (!command.endsWith(EXECUTE_RESULTS)) {
                statement.execute(command);
                return;
            }
            for (String generated : firstColumn(statement, command.replace(EXECUTE_RESULTS, ""))) {
                statement.execute(generated);
            }
        }
    }

    private static List<String> firstColumn(Statement statement, String query) throws SQLException {
        List<String> values = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    /** @return the script's commands in order: SQL, SQL that ends in \gexec, or \connect "database" */
    static List<String> commands(String script, Map<String, String> variables) {
        List<String> commands = new ArrayList<>();
        StringBuilder command = new StringBuilder();
        for (String line : script.lines().toList()) {
            if (line.startsWith("--") || line.isBlank()) {
                continue;
            }
            command.append(command.isEmpty() ? "" : "\n").append(withValues(line, variables));
            if (line.endsWith(";") || line.endsWith(EXECUTE_RESULTS) || line.startsWith("\\connect ")) {
                commands.add(command.toString());
                command.setLength(0);
            }
        }
        if (!command.isEmpty()) {
            throw new IllegalArgumentException("The last command has no end: " + command);
        }
        return commands;
    }

    private static String withValues(String line, Map<String, String> variables) {
        return VARIABLE.matcher(line).replaceAll(variable -> {
            String quote = variable.group(1);
            String value = Objects.requireNonNull(variables.get(variable.group(2)), variable.group());
            return Matcher.quoteReplacement(quote + value.replace(quote, quote + quote) + quote);
        });
    }

    private static String script() {
        try (InputStream script =
                Objects.requireNonNull(Provisioning.class.getResourceAsStream("provision.sql"), "provision.sql")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
