package se.iopledger.agreement.possible;

import java.util.Map;
import java.util.TreeMap;
import se.iopledger.agreement.domain.AgreementCommand;
import se.iopledger.shell.access.Role;

/**
 * A request that somebody might send.
 *
 * @param operation its operation in the API
 * @param on what it is about, by the names of the request's parts: the party, the notice
 * @param role what a user must be to send it
 * @param command what it would ask of the model
 */
record Asked(String operation, Map<String, String> on, Role role, AgreementCommand command) {
    Asked {
        on = new TreeMap<>(on);
    }
}
