package se.iopledger.shell.log;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The service's database: {@code iop.database.*}.
 *
 * @param url PostgreSQL JDBC URL
 * @param user the role the service runs as; owns nothing
 * @param ownerUser the role that owns the database; used for migrations at the start and then no more
 */
@ConfigurationProperties("iop.database")
record DatabaseSettings(String url, String user, String password, String ownerUser, String ownerPassword) {
    DatabaseSettings {
        mustBeGiven("url", url);
        mustBeGiven("user", user);
        mustBeGiven("password", password);
        mustBeGiven("owner-user", ownerUser);
        mustBeGiven("owner-password", ownerPassword);
    }

    private static void mustBeGiven(String name, String value) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(
                    "iop.database." + name + " must be configured (environment variable IOP_DATABASE_"
                            + name.toUpperCase(java.util.Locale.ROOT).replace('-', '_') + ")");
        }
    }

    @Override
    public String toString() {
        return "DatabaseSettings " + url;
    }
}
