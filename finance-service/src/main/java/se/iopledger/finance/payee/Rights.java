package se.iopledger.finance.payee;

import se.iopledger.shell.access.NotAllowed;
import se.iopledger.shell.access.Role;
import se.iopledger.shell.access.SignedIn;

/** Which roles may do what; that two persons do it is the model's to see to. */
final class Rights {
    private Rights() {}

    static void mayRegister(SignedIn user) {
        user.mustBe(Role.REGISTRAR);
    }

    static void mayVerify(SignedIn user) {
        user.mustBe(Role.APPROVER);
    }

    static void mayRegisterOrVerify(SignedIn user) {
        if (!user.isA(Role.REGISTRAR) && !user.isA(Role.APPROVER)) {
            throw new NotAllowed("UserMustHaveRole", "this needs the role REGISTRAR or APPROVER");
        }
    }
}
