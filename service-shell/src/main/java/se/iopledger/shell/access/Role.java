package se.iopledger.shell.access;

/** What a user may do. */
public enum Role {
    /** Registers agreements and signatures. */
    REGISTRAR,
    /** Approves and voids what somebody else registered. */
    APPROVER,
    /** Records what concerns money: invoices, payment orders, stops of payments, repayment claims. */
    FINANCE_OFFICER,
    /** Proposes and grants attest rights, which say who may examine and approve payments. */
    RIGHTS_OFFICER,
    /** Reads. Every user may. */
    READER,
    /** Runs the installation: sees what fails, of whichever municipality. */
    OPERATOR,
    /** Verifies the log: reads every entry of the installation, of whichever municipality, and their proofs. */
    AUDITOR
}
