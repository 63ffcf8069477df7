package se.iopledger.shell.access;

import java.util.Set;

/**
 * The user who sent a request; a controller method asks for it as a parameter.
 *
 * @param actor opaque id, the actor of the user's commands
 * @param municipalities codes of the municipalities the user may act for and read of; nothing crosses over
 */
public record SignedIn(String actor, Set<String> municipalities, Set<Role> roles) {
    public SignedIn {
        municipalities = Set.copyOf(municipalities);
        roles = Set.copyOf(roles);
    }

    public boolean mayActFor(String municipality) {
        return municipalities.contains(municipality);
    }

    public boolean isA(Role role) {
        return roles.contains(role);
    }

    /** @throws NotAllowed if the user lacks the role */
    public void mustBe(Role role) {
        if (!isA(role)) {
            throw new NotAllowed("UserMustHaveRole", "this needs the role " + role);
        }
    }

    /** @throws NotAllowed if the user belongs to other municipalities only */
    public void mustActFor(String municipality) {
        if (!mayActFor(municipality)) {
            throw new NotAllowed(
                    "UserMustBelongToMunicipality",
                    "the signed-in user may not act for municipality " + municipality
                            + (municipality.matches("[0-9]{4}") ? "" : "; its code has four digits, as 0188"));
        }
    }
}
