package se.iopledger.agreement;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import java.util.List;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import se.iopledger.contracts.EventCatalogue;
import se.iopledger.shell.ServiceDefinition;
import se.iopledger.shell.ServiceMain;
import se.iopledger.shell.personal.PersonalDataConfiguration;

/** Starts the agreement-service. Everything that is the same for every service comes from the shell. */
@SpringBootApplication(proxyBeanMethods = false)
@Import(PersonalDataConfiguration.class)
public class AgreementServiceApplication {
    public static void main(String[] arguments) {
        ServiceMain.run(AgreementServiceApplication.class, arguments);
    }

    /** Public, so that what is measured is the real aggregate. */
    @Bean
    public ServiceDefinition service() {
        return new ServiceDefinition(
                "agreement-service",
                EventCatalogue.AGREEMENTS_TOPIC,
                EventCatalogue.agreements(),
                List.of(AgreementAggregate.class),
                "db/agreement");
    }

    @Bean
    OpenAPI description() {
        return new OpenAPI()
                .info(new Info()
                        .title("agreement-service")
                        .version("1")
                        .description(
                                "Registers partnership agreements, records what happens to them, settles what their papers"
                                        + " leave open, voids with four eyes what was recorded by mistake, keeps the parties'"
                                        + " contact persons and erases them, and tells what stands where, what was found and what"
                                        + " may be done."
                                        + " Refusals are problems by RFC 9457 that name their rule."));
    }
}
