package se.iopledger.proofs.verify;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import se.iopledger.proofs.Malformed;

/**
 * What follows a command's name.
 *
 * @param options values by option, in the order given
 * @param files all else
 */
record Arguments(Map<String, List<String>> options, List<String> files) {

    /** @throws Malformed if there is an option that is not known, or one without its value */
    static Arguments parse(List<String> arguments, String... known) {
        Map<String, List<String>> options = new HashMap<>();
        List<String> files = new ArrayList<>();
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String argument = rest.next();
            if (!argument.startsWith("--")) {
                files.add(argument);
                continue;
            }
            if (!List.of(known).contains(argument)) {
                throw new Malformed("there is no option " + argument + " here; --help lists them");
            }
            if (!rest.hasNext()) {
                throw new Malformed(argument + " needs a value");
            }
            options.computeIfAbsent(argument, name -> new ArrayList<>()).add(rest.next());
        }
        return new Arguments(options, files);
    }

    List<String> option(String name) {
        return options.getOrDefault(name, List.of());
    }

    Path file(int index) {
        return InputFiles.path(files.get(index));
    }

    void mustHaveFiles(int least, int most, String what) {
        if (files.size() < least || files.size() > most) {
            throw new Malformed("this command takes " + what + "; " + files.size() + " were given");
        }
    }
}
