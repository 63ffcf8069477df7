package se.iopledger.finance.order;

import com.google.errorprone.annotations.CheckReturnValue;

/** Whether all that agreement-service has recorded of an agreement has had its effect here. */
interface Agreements {
    /** Asks anew each time. */
    @CheckReturnValue
    Heard heard(String agreementId);

    /** What is known of it. */
    sealed interface Heard {
        /** Everything recorded up to this version of the agreement has been handled. */
        record UpToDate(int version) implements Heard {}

        /**
         * Not yet, or it cannot be known.
         *
         * @param why for a person
         */
        record NotYet(String why) implements Heard {}

        /**
         * Waiting does not help: something of it could not be handled here, and a person has to look.
         *
         * @param why for a person
         */
        record Stuck(String why) implements Heard {}
    }
}
