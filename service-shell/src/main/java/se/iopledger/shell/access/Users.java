package se.iopledger.shell.access;

import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;

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
            if (id == null || id.isBlank() || password == null || password.length() < 8) {
                throw new IllegalArgumentException(
                        "a user in iop.users needs an id and a password of at least 8 characters");
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
