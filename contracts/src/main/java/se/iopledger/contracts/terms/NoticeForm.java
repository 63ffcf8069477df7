package se.iopledger.contracts.terms;

/** In what form notice is given. */
public enum NoticeForm {
    WRITTEN
}
