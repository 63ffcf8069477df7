package se.iopledger.local;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.LoggerFactory;
import se.iopledger.local.demonstration.ClosingPage;
import se.iopledger.local.demonstration.Demonstration;
import se.iopledger.local.demonstration.DemonstrationPayment;
import se.iopledger.local.demonstration.DemonstrationRights;
import se.iopledger.local.demonstration.Overview;
import se.iopledger.local.folder.BusinessDate;
import se.iopledger.local.folder.DataFolder;
import se.iopledger.local.folder.MasterKeyFile;
import se.iopledger.local.folder.Secrets;
import se.iopledger.local.kafka.KafkaBroker;
import se.iopledger.local.machine.Memory;
import se.iopledger.local.machine.Port;
import se.iopledger.local.machine.Ports;
import se.iopledger.local.postgres.PostgresServer;
import se.iopledger.local.screen.CannotContinue;
import se.iopledger.local.screen.Screen;
import se.iopledger.local.service.LeftBehind;
import se.iopledger.local.service.LocalService;
import se.iopledger.local.service.Program;
import se.iopledger.local.service.Services;
import se.iopledger.local.service.SignIn;

/**
 * The program behind {@code ./quickstart}. System property {@code iop.home} names the root of the checkout. Exit
 * status: 0 when it did what was asked, 1 when something must be mended first, 2 when the program itself is at fault (one
 * line on standard error says what).
 */
public final class Quickstart {

    private static final Duration READY_LIMIT = Duration.ofMinutes(3);

    private final Screen screen;
    private final Running running;
    private final Path home;
    private final Map<String, String> environment;

    private Quickstart(Screen screen, Running running, Path home, Map<String, String> environment) {
        this.screen = screen;
        this.running = running;
        this.home = home;
        this.environment = environment;
    }

    public static void main(String[] arguments) {
        Screen screen = Screen.ofThisProcess();
        int status;
        try {
            run(Options.parse(List.of(arguments)), screen);
            status = 0;
        } catch (CannotContinue e) {
            screen.complain(e.oneLine());
            status = 1;
        } catch (RuntimeException e) {
            // Caught, or the threads of the broker would keep the process alive.
            screen.complain("stopped by an error of its own, " + e + "; its log file local.log says more.");
            LoggerFactory.getLogger(Quickstart.class).error("Stopped", e);
            status = 2;
        }
        System.exit(status);
    }

    private static void run(Options options, Screen screen) {
        Path home = Path.of(System.getProperty("iop.home", "")).toAbsolutePath();
        Map<String, String> environment = System.getenv();
        String chosen = environment.get("IOP_DATA");
        DataFolder folder = DataFolder.open(chosen == null ? home.resolve(".iop-data") : Path.of(chosen));
        // Before the first logger is made: the log files live in the data folder.
        System.setProperty("iop.logs", folder.folder("logs").toString());

        Running running = new Running(screen);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(running, screen), "stop"));
        try {
            new Quickstart(screen, running, home, environment).start(folder, options);
            if (!options.check()) {
                awaitCtrlC();
            }
        } catch (RuntimeException e) {
            if (running.isStopping()) {
                // Ctrl-C while starting: what fails now fails because it is being stopped.
                awaitCtrlC();
            }
            throw e;
        }
    }

    private static void stop(Running running, Screen screen) {
        boolean anything = running.isAnything();
        if (anything) {
            screen.waitingFor("everything to stop");
        }
        running.close();
        if (anything) {
            screen.say("Stopped.");
        }
    }

    private void start(DataFolder folder, Options options) {
        Map<LocalService, Path> jars = jars();
        clearTheWay(folder, options);
        LocalDate businessDate = BusinessDate.settle(folder, options.businessDate());
        Ports ports = Ports.chosenIn(environment);
        ports.requireFree();
        Memory.requireEnough();
        Secrets secrets = Secrets.in(folder);

        PostgresServer postgres = startPostgresAndKafka(folder, ports, secrets);
        Path masterKey = MasterKeyFile.in(folder);
        List<Program> programs =
                programs(jars, ports, postgres, secrets, masterKey, folder.folder("keys"), businessDate);
        Services services = running.start(
                () -> Services.start(programs, folder.folder("logs"), folder.folder("processes"), screen));
        services.awaitReady(READY_LIMIT);

        Demonstration.Addresses addresses = new Demonstration.Addresses(
                LocalService.AGREEMENT.address(ports),
                LocalService.FINANCE.address(ports),
                LocalService.REPORTING.address(ports));
        List<Overview> agreements = Demonstration.ofTheFive(addresses, SignIn.passwords(secrets), screen)
                .run();
        new DemonstrationRights(addresses, SignIn.passwords(secrets), screen).giveOn(businessDate);
        new DemonstrationPayment(addresses, SignIn.passwords(secrets), screen).prepareOn(businessDate);
        screen.say(ClosingPage.text(
                agreements,
                businessDate,
                OffsetDateTime.now(ZoneId.systemDefault()),
                addresses,
                secrets.password(SignIn.READER.userId())));
    }

    private void clearTheWay(DataFolder folder, Options options) {
        LeftBehind.awaitEnd(folder.folder("processes"));
        if (PostgresServer.stopOrphan(folder.root())) {
            screen.say("Stopped PostgreSQL, which an earlier run that was killed had left behind.");
        }
        if (options.fresh()) {
            folder.deleteContents();
        }
    }

    private PostgresServer startPostgresAndKafka(DataFolder folder, Ports ports, Secrets secrets) {
        screen.waitingFor("PostgreSQL and Kafka");
        // Made before two threads ask for it at the same time, which it would remark upon on the screen.
        var _ = LoggerFactory.getILoggerFactory();
        String superuserPassword = secrets.password("postgres");
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<KafkaBroker> kafka = CompletableFuture.supplyAsync(
                    () -> running.start(() -> KafkaBroker.start(
                            folder.file("kafka"), ports.number(Port.KAFKA), ports.number(Port.KAFKA_CONTROLLER))),
                    threads);
            PostgresServer postgres = running.start(
                    () -> PostgresServer.start(folder.root(), ports.number(Port.POSTGRES), superuserPassword));
            for (LocalService service : LocalService.values()) {
                for (String database : service.databases()) {
                    postgres.provision(
                            database,
                            LocalService.ownerPassword(database, secrets),
                            LocalService.appPassword(database, secrets));
                }
            }
            var _ = kafka.join();
            return postgres;
        } catch (CompletionException e) {
            throw e.getCause() instanceof CannotContinue reason ? reason : e;
        }
    }

    private List<Program> programs(
            Map<LocalService, Path> jars,
            Ports ports,
            PostgresServer postgres,
            Secrets secrets,
            Path masterKey,
            Path keys,
            LocalDate businessDate) {
        List<Program> programs = new ArrayList<>();
        jars.forEach((service, jar) -> programs.add(new Program(
                service.serviceName(),
                jar,
                service.address(ports),
                service.environment(ports, postgres::jdbcUrl, secrets, masterKey, keys, businessDate))));
        return programs;
    }

    /** Looked for before anything starts, so that nothing has to be stopped again where one is missing. */
    private Map<LocalService, Path> jars() {
        Map<LocalService, Path> jars = new EnumMap<>(LocalService.class);
        for (LocalService service : LocalService.values()) {
            jars.put(service, service.jarIn(home));
        }
        return jars;
    }

    /** Returns never; the process ends by a signal. */
    private static void awaitCtrlC() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
