package se.iopledger.contracts.personal;

import java.util.SortedMap;

/** An event that holds texts about a person. They are bound to its id, which is therefore chosen before it happens. */
public interface PersonalEvent {
    /** The texts by the names of their fields; those that were not given are left out. */
    SortedMap<String, PersonalText> personalTexts();
}
