package se.iopledger.local.service;

import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import se.iopledger.local.folder.Secrets;
import se.iopledger.local.machine.Port;
import se.iopledger.local.machine.Ports;
import se.iopledger.local.screen.CannotContinue;

/** The services that a run consists of. */
public enum LocalService {
    AGREEMENT("agreement", Port.AGREEMENT),
    FINANCE("finance", Port.FINANCE),
    REPORTING("reporting", Port.REPORTING);

    /** The municipalities of the five agreements: Norrtälje, Stockholm, Uppsala, Linköping, Lund (SCB's codes). */
    public static final String MUNICIPALITIES = "0188,0180,0380,0580,1281";

    private final String database;
    private final Port port;

    LocalService(String database, Port port) {
        this.database = database;
        this.port = port;
    }

    /** @return as its module is called, such as {@code finance-service} */
    public String serviceName() {
        return database + "-service";
    }

    public URI address(Ports ports) {
        return URI.create("http://127.0.0.1:" + ports.number(port));
    }

    /** @return the service's own database and, where it keeps keys of persons, the one for those */
    public List<String> databases() {
        return this == AGREEMENT ? List.of(database, keysDatabase()) : List.of(database);
    }

    private String keysDatabase() {
        return database + "_keys";
    }

    /** @return of the role that owns this database */
    public static String ownerPassword(String database, Secrets secrets) {
        return secrets.password(database + "_owner");
    }

    /** @return of the role that works in this database */
    public static String appPassword(String database, Secrets secrets) {
        return secrets.password(database + "_app");
    }

    /**
     * @param home the root of the checkout
     * @return the executable jar that the build left, the same that production runs
     * @throws CannotContinue if there is none
     */
    public Path jarIn(Path home) {
        Path target = home.resolve(serviceName()).resolve("target");
        if (Files.isDirectory(target)) {
            try (DirectoryStream<Path> jars = Files.newDirectoryStream(target, serviceName() + "-*-exec.jar")) {
                for (Path jar : jars) {
                    return jar;
                }
            } catch (IOException e) {
                throw new CannotContinue("The folder " + target + " cannot be read: " + e, e);
            }
        }
        throw new CannotContinue(
                serviceName() + " is not built; ./quickstart builds it, and so does mvn -DskipTests package.");
    }

    /**
     * @param jdbcUrl the address of a database, by its name
     * @param masterKey the file with the key that wraps keys of persons
     * @param keys the folder where the services keep, and at their first start make, the keys that sign their logs, with
     *     the public ones beside them; and where the witness keeps its own
     * @return the variables that configure the service, the same ones as in production
     */
    public Map<String, String> environment(
            Ports ports,
            UnaryOperator<String> jdbcUrl,
            Secrets secrets,
            Path masterKey,
            Path keys,
            LocalDate businessDate) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("SERVER_ADDRESS", "127.0.0.1");
        variables.put("SERVER_PORT", Integer.toString(ports.number(port)));
        putDatabase("IOP_DATABASE_", database, jdbcUrl, secrets, variables);
        if (databases().contains(keysDatabase())) {
            putDatabase("IOP_KEYS_", keysDatabase(), jdbcUrl, secrets, variables);
            variables.put("IOP_KEYS_MASTER_KEY_FILE", masterKey.toString());
        }
        variables.put("IOP_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + ports.number(Port.KAFKA));
        variables.put("IOP_LOG_ORIGIN", "quickstart.example/" + serviceName());
        variables.put("IOP_LOG_SIGNING_KEYS_FILE", signingKey(keys).toString());
        variables.put("IOP_LOG_CREATE_SIGNING_KEY", "true");
        if (this == REPORTING) {
            putWitness(ports, secrets, keys, variables);
        }
        if (this == FINANCE) {
            variables.put("IOP_DEMONSTRATION", "true");
            variables.put("IOP_AGREEMENTS_ADDRESS", AGREEMENT.address(ports).toString());
            variables.put("IOP_AGREEMENTS_USER", SignIn.READER.userId());
            variables.put("IOP_AGREEMENTS_PASSWORD", secrets.password(SignIn.READER.userId()));
            variables.put("IOP_JOURNAL_ADDRESS", REPORTING.address(ports).toString());
            variables.put("IOP_JOURNAL_USER", SignIn.AUDITOR.userId());
            variables.put("IOP_JOURNAL_PASSWORD", secrets.password(SignIn.AUDITOR.userId()));
        }
        variables.put("IOP_BUSINESS_DATE", businessDate.toString());
        variables.put("IOP_EXIT_WITH_PARENT", "true");
        int index = 0;
        for (Map.Entry<SignIn, String> user : SignIn.passwords(secrets).entrySet()) {
            String prefix = "IOP_USERS_" + index++;
            variables.put(prefix + "_ID", user.getKey().userId());
            variables.put(prefix + "_PASSWORD", user.getValue());
            if (user.getKey() != SignIn.OPERATOR) {
                variables.put(prefix + "_MUNICIPALITIES", MUNICIPALITIES);
            }
            variables.put(prefix + "_ROLES", user.getKey().roles());
        }
        return variables;
    }

    private Path signingKey(Path keys) {
        return keys.resolve(serviceName() + ".signing-key");
    }

    /** Each service writes its public key beside the one it signs with. */
    private static void putWitness(Ports ports, Secrets secrets, Path keys, Map<String, String> variables) {
        variables.put("IOP_WITNESS_NAME", "quickstart.example/witness");
        variables.put(
                "IOP_WITNESS_SIGNING_KEY_FILE",
                keys.resolve("witness.signing-key").toString());
        variables.put("IOP_WITNESS_CREATE_SIGNING_KEY", "true");
        int index = 0;
        for (LocalService witnessed : values()) {
            String prefix = "IOP_WITNESS_LOGS_" + index++;
            variables.put(prefix + "_SOURCE", "/" + witnessed.serviceName());
            variables.put(prefix + "_KEY_FILE", witnessed.signingKey(keys) + ".pub");
            variables.put(prefix + "_TILES", witnessed.address(ports) + "/log");
            variables.put(prefix + "_TILES_USER", SignIn.READER.userId());
            variables.put(prefix + "_TILES_PASSWORD", secrets.password(SignIn.READER.userId()));
        }
    }

    private static void putDatabase(
            String prefix, String name, UnaryOperator<String> jdbcUrl, Secrets secrets, Map<String, String> variables) {
        variables.put(prefix + "URL", jdbcUrl.apply(name));
        variables.put(prefix + "USER", name + "_app");
        variables.put(prefix + "PASSWORD", appPassword(name, secrets));
        variables.put(prefix + "OWNER_USER", name + "_owner");
        variables.put(prefix + "OWNER_PASSWORD", ownerPassword(name, secrets));
    }
}
