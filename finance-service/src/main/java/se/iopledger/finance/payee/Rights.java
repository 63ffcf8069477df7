package se.iopledger.finance.payee;

import se.iopledger.shell.access.NotAllowed;
import se.iopledger.shell.access.Role;
import se.iopledger.shell.access.SignedIn;

/** Which roles may do what; that two persons do it is the model's to see to. */
final class Rights {
    private Rights() {}

    static void mayRegister(SignedIn user) {
        user.mustBe(Role.FINANCE_OFFICER);
    }

    /** A second finance officer, or one who approves. */
    static void mayVerify(SignedIn user) {
        if (!user.isA(Role.FINANCE_OFFICER) && !user.isA(Role.APPROVER)) {
            throw new NotAllowed("UserMustHaveRole", "this needs the role FINANCE_OFFICER or APPROVER");
        }
    }
}
