package se.iopledger.shell;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Import;
import se.iopledger.shell.access.AccessConfiguration;
import se.iopledger.shell.http.HttpConfiguration;
import se.iopledger.shell.log.CompletenessConfiguration;
import se.iopledger.shell.log.DatabaseConfiguration;
import se.iopledger.shell.log.KafkaConfiguration;
import se.iopledger.shell.log.LogConfiguration;
import se.iopledger.shell.log.SealConfiguration;
import se.iopledger.shell.proof.ProofConfiguration;

/** Brings the shell into every service that has it on its class path and declares a {@link ServiceDefinition}. */
@AutoConfiguration(
        beforeName = {
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration"
        })
@Import({
    AccessConfiguration.class,
    HttpConfiguration.class,
    DatabaseConfiguration.class,
    CompletenessConfiguration.class,
    LogConfiguration.class,
    KafkaConfiguration.class,
    SealConfiguration.class,
    ProofConfiguration.class
})
public class ShellAutoConfiguration {}
