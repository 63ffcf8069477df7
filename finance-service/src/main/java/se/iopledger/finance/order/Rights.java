package se.iopledger.finance.order;

import se.iopledger.shell.access.NotAllowed;
import se.iopledger.shell.access.Role;
import se.iopledger.shell.access.SignedIn;

/** Which roles may do what. That whoever approved a payment does not order it is the agreement's stream to see to. */
final class Rights {
    private Rights() {}

    static void mayOrder(SignedIn user) {
        user.mustBe(Role.FINANCE_OFFICER);
    }

    /** A second finance officer, or one who approves. */
    static void mayConfirm(SignedIn user) {
        if (!user.isA(Role.FINANCE_OFFICER) && !user.isA(Role.APPROVER)) {
            throw new NotAllowed("UserMustHaveRole", "this needs the role FINANCE_OFFICER or APPROVER");
        }
    }
}
