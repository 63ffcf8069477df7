package se.iopledger.local.service;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/**
 * A service to run.
 *
 * @param name for messages and file names, such as {@code finance-service}
 * @param jar executable
 * @param address where it will answer
 * @param environment the variables that configure it
 */
public record Program(String name, Path jar, URI address, Map<String, String> environment) {

    public Program {
        environment = Map.copyOf(environment);
    }
}
