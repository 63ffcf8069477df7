package se.iopledger.shell.log;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import se.iopledger.eventlog.EntryRestoration;
import se.iopledger.eventlog.complete.LogCompletion;
import se.iopledger.proofs.DoesNotHold;
import se.iopledger.proofs.Malformed;

/**
 * An operator's step: completes the log of a service, whose database was put back to an earlier copy, from the journal that
 * reporting-service keeps. Run from the service's own jar and with its own configuration, as the role that owns the
 * database; the service may run meanwhile and takes no writes.
 *
 * <p>Ends with 0 if the log has all that the journal has, with 1 if something differs, with 2 if it could not be done, and
 * with 3 if the journal has further entries that were not signed any more.
 */
public final class CompleteLog {
    /** What the service's jar is called with. */
    public static final String COMMAND = "complete-log";

    static final int COMPLETE = 0;
    static final int DIFFERS = 1;
    static final int NOT_DONE = 2;
    static final int UNSIGNED_LEFT = 3;

    /** Not a setting of an installation: it stands in the jar's own application.yaml. */
    private static final String NAME = "spring.application.name";

    private static final String WITH_UNSIGNED = "--with-unsigned";

    private CompleteLog() {}

    /** No more of a service than its settings. */
    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties({DatabaseSettings.class, SealSettings.class, JournalSettings.class})
    static class Settings {}

    /**
     * Runs the step.
     *
     * @param arguments {@code --with-unsigned}, and settings as a service takes them
     * @param out what was done
     * @param err why something could not be done
     * @return the exit code
     */
    public static int run(String[] arguments, PrintStream out, PrintStream err) {
        List<String> settings = new ArrayList<>(Arrays.asList(arguments));
        boolean withUnsigned = settings.remove(WITH_UNSIGNED);
        SpringApplication spring = new SpringApplication(Settings.class);
        spring.setWebApplicationType(WebApplicationType.NONE);
        spring.setBannerMode(Banner.Mode.OFF);
        spring.setLogStartupInfo(false);
        spring.setRegisterShutdownHook(false);
        // Settings are bound when they are asked for: which one is said to be missing must not depend on the order in
        // which Spring makes them.
        spring.setLazyInitialization(true);
        PrintStream told = new PrintStream(out, true, StandardCharsets.UTF_8);
        PrintStream failures = new PrintStream(err, true, StandardCharsets.UTF_8);
        try (ConfigurableApplicationContext context = spring.run(settings.toArray(String[]::new))) {
            return complete(context, withUnsigned, told);
        } catch (DoesNotHold differs) {
            failures.println(COMMAND + ": refused, " + differs.getMessage());
            return DIFFERS;
        } catch (Malformed | IllegalStateException | SQLException notDone) {
            failures.println(COMMAND + ": " + notDone.getMessage());
            return NOT_DONE;
        } catch (RuntimeException notConfigured) {
            failures.println(COMMAND + ": " + rootOf(notConfigured).getMessage());
            return NOT_DONE;
        }
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static int complete(ConfigurableApplicationContext context, boolean withUnsigned, PrintStream out)
            throws SQLException {
        DatabaseSettings database = context.getBean(DatabaseSettings.class);
        JournalSettings journal = context.getBean(JournalSettings.class);
        String service = context.getEnvironment().getRequiredProperty(NAME);
        LogCompletion.Whose whose = new LogCompletion.Whose(
                "/" + service,
                CompletenessConfiguration.logKeys(context.getBean(SealSettings.class)),
                ServedJournal.witnessKeys(journal));
        LogCompletion.Outcome outcome = new LogCompletion(
                        new EntryRestoration(new DriverManagerDataSource(
                                database.url(), database.ownerUser(), database.ownerPassword())),
                        new ServedJournal(journal, service),
                        whose,
                        out::println)
                .complete(withUnsigned);
        out.println("The log has " + outcome.after() + " entries, " + (outcome.after() - outcome.before())
                + " of them put back; the first " + outcome.signed() + " are those that were signed and cosigned.");
        if (outcome.left() > 0) {
            out.println("The journal has " + outcome.left()
                    + " further entries, received after the last checkpoint that"
                    + " was cosigned. They were published, so the log must have them; for their bytes there is the"
                    + " journal's word and the topic's. Run this again with " + WITH_UNSIGNED + " to put them back.");
            return UNSIGNED_LEFT;
        }
        return COMPLETE;
    }
}
