package se.iopledger.local.service;

import java.util.EnumMap;
import java.util.Map;
import se.iopledger.local.folder.Secrets;

/** The demonstration's users. Four eyes: who registers does not approve. */
public enum SignIn {
    REGISTRAR("demo-registrar", "REGISTRAR,READER"),
    APPROVER("demo-approver", "APPROVER,READER"),
    READER("demo-reader", "READER"),
    FINANCE_OFFICER("demo-finance-officer", "FINANCE_OFFICER,READER"),
    /** Examines payments, by a right of the register and no role. */
    EXAMINER("demo-examiner", "READER"),
    /** Approves payments, by a right of the register and no role. */
    PAYMENT_APPROVER("demo-payment-approver", "READER"),
    RIGHTS_OFFICER("demo-rights-officer", "RIGHTS_OFFICER,READER"),
    SECOND_RIGHTS_OFFICER("demo-second-rights-officer", "RIGHTS_OFFICER,READER"),
    AUDITOR("demo-auditor", "AUDITOR"),
    OPERATOR("demo-operator", "OPERATOR");

    private final String userId;
    private final String roles;

    SignIn(String userId, String roles) {
        this.userId = userId;
        this.roles = roles;
    }

    public String userId() {
        return userId;
    }

    /** @return as the services' configuration wants it: separated by commas */
    String roles() {
        return roles;
    }

    public static Map<SignIn, String> passwords(Secrets secrets) {
        Map<SignIn, String> passwords = new EnumMap<>(SignIn.class);
        for (SignIn user : values()) {
            passwords.put(user, secrets.password(user.userId));
        }
        return passwords;
    }
}
