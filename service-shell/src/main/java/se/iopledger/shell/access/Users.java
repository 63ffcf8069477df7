package se.iopledger.shell.access;

import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import se.iopledger.contracts.PersonalIdentityNumbers;

/** The users, from configuration {@code iop.users[n]}. */
@ConfigurationProperties("iop")
record Users(List<User> users) {
    Users {
        users = users == null ? List.of() : List.copyOf(users);
    }

    /**
     * One user.
     *
     * @param password as plain text; configuration is where the database's password stands as well
     */
    record User(String id, String password, Set<String> municipalities, Set<Role> roles) {
        User {
            if (id == null || password == null || password.length() < 8) {
                throw new IllegalArgumentException(
                        "a user in iop.users needs an id and a password of at least 8 characters");
            }
            // The id is the actor of the user's commands and stands in the log for good. Automations' have a colon.
            if (!id.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}") || PersonalIdentityNumbers.occurIn(id)) {
                throw new IllegalArgumentException(
                        "a user's id in iop.users is an opaque one of 1 to 64 letters, digits,"
                                + " dots, underscores and hyphens, and no personal identity number");
            }
            municipalities = municipalities == null ? Set.of() : Set.copyOf(municipalities);
            roles = roles == null ? Set.of() : Set.copyOf(roles);
        }

        @Override
        public String toString() {
            return "User " + id;
        }
    }
}
