package se.iopledger.local.machine;

import java.util.Map;
import se.iopledger.local.screen.CannotContinue;

/** The ports that a run listens on, all on loopback; each can be set by an environment variable. */
public enum Port {
    POSTGRES("PostgreSQL", "IOP_POSTGRES_PORT", 15432),
    KAFKA("Kafka", "IOP_KAFKA_PORT", 19092),
    KAFKA_CONTROLLER("Kafka's controller", "IOP_KAFKA_CONTROLLER_PORT", 19093),
    AGREEMENT("agreement-service", "IOP_AGREEMENT_PORT", 18081),
    FINANCE("finance-service", "IOP_FINANCE_PORT", 18082),
    REPORTING("reporting-service", "IOP_REPORTING_PORT", 18083);

    private final String listener;
    private final String variable;
    private final int usual;

    Port(String listener, String variable, int usual) {
        this.listener = listener;
        this.variable = variable;
        this.usual = usual;
    }

    String listener() {
        return listener;
    }

    public String variable() {
        return variable;
    }

    /** @throws CannotContinue if the variable holds no port number */
    int number(Map<String, String> environment) {
        String value = environment.getOrDefault(variable, Integer.toString(usual));
        try {
            int number = Integer.parseInt(value);
            if (number >= 1 && number <= 65_535) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // Answered below, as a number out of range is.
        }
        throw new CannotContinue(variable + " must be a port number from 1 to 65535, not \"" + value + "\".");
    }
}
