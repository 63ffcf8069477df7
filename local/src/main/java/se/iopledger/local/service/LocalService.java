package se.iopledger.local.service;

import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
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
    private static final String MUNICIPALITIES = "0188,0180,0380,0580,1281";

    private final String database;
    private final Port port;

    LocalService(String database, Port port) {
        this.database = database;
        this.port = port;
    }

    public String database() {
        return database;
    }

    /** @return as its module is called, such as {@code finance-service} */
    public String serviceName() {
        return database + "-service";
    }

    public URI address(Ports ports) {
        return URI.create("http://127.0.0.1:" + ports.number(port));
    }

    public String ownerPassword(Secrets secrets) {
        return secrets.password(database + "_owner");
    }

    public String appPassword(Secrets secrets) {
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
     * @param keys the folder where the service keeps, and at its first start makes, the key that signs its log
     * @return the variables that configure the service, the same ones as in production
     */
    public Map<String, String> environment(
            Ports ports, String jdbcUrl, Secrets secrets, Path keys, LocalDate businessDate) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("SERVER_ADDRESS", "127.0.0.1");
        variables.put("SERVER_PORT", Integer.toString(ports.number(port)));
        variables.put("IOP_DATABASE_URL", jdbcUrl);
        variables.put("IOP_DATABASE_USER", database + "_app");
        variables.put("IOP_DATABASE_PASSWORD", appPassword(secrets));
        variables.put("IOP_DATABASE_OWNER_USER", database + "_owner");
        variables.put("IOP_DATABASE_OWNER_PASSWORD", ownerPassword(secrets));
        variables.put("IOP_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + ports.number(Port.KAFKA));
        variables.put("IOP_LOG_ORIGIN", "quickstart.example/" + serviceName());
        variables.put(
                "IOP_LOG_SIGNING_KEYS_FILE",
                keys.resolve(serviceName() + ".signing-key").toString());
        variables.put("IOP_LOG_CREATE_SIGNING_KEY", "true");
        variables.put("IOP_BUSINESS_DATE", businessDate.toString());
        variables.put("IOP_EXIT_WITH_PARENT", "true");
        int index = 0;
        for (Map.Entry<SignIn, String> user : SignIn.passwords(secrets).entrySet()) {
            String prefix = "IOP_USERS_" + index++;
            variables.put(prefix + "_ID", user.getKey().userId());
            variables.put(prefix + "_PASSWORD", user.getValue());
            variables.put(prefix + "_MUNICIPALITIES", MUNICIPALITIES);
            variables.put(prefix + "_ROLES", user.getKey().roles());
        }
        return variables;
    }
}
