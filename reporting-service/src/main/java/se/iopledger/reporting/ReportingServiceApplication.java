package se.iopledger.reporting;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import se.iopledger.shell.ServiceMain;

/** Starts reporting-service. */
@SpringBootApplication
public class ReportingServiceApplication {
    public static void main(String[] arguments) {
        ServiceMain.run(ReportingServiceApplication.class, arguments);
    }
}
