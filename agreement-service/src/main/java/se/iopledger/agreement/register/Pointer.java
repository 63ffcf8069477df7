package se.iopledger.agreement.register;

import java.util.List;
import java.util.stream.Collectors;
import se.iopledger.contracts.PersonalIdentityNumbers;

/** JSON pointers (RFC 6901) that are safe to answer with: a name comes from outside as much as a value does. */
final class Pointer {
    private static final int LONGEST_NAME = 60;
    private static final String WITHHELD = "(name withheld)";

    private Pointer() {}

    static String of(List<?> path) {
        return path.stream().map(step -> "/" + step(step)).collect(Collectors.joining());
    }

    private static String step(Object step) {
        String name = step.toString();
        boolean showable = name.length() <= LONGEST_NAME
                && name.chars().noneMatch(Character::isISOControl)
                && !PersonalIdentityNumbers.occurIn(name);
        return showable ? name.replace("~", "~0").replace("/", "~1") : WITHHELD;
    }
}
