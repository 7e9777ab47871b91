import java.io.FileInputStream;
import java.util.TreeMap;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;

/** Checks each PDF against PDF/UA-1; one line for each broken rule, exit status 1 when there is any. */
public class Validate {
    public static void main(String[] files) throws Exception {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        var flavour = PDFAFlavour.PDFUA_1;
        var passed = true;
        for (var file : files) {
            try (var stream = new FileInputStream(file);
                    var parser = Foundries.defaultInstance().createParser(stream, flavour)) {
                var validator = Foundries.defaultInstance().createValidator(flavour, 100, false, false, false);
                var result = validator.validate(parser);
                var broken = new TreeMap<String, String>();
                for (var assertion : result.getTestAssertions()) {
                    if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                        var rule = assertion.getRuleId();
                        broken.putIfAbsent(rule.getClause() + "-" + rule.getTestNumber(), assertion.getMessage());
                    }
                }
                System.out.println((result.isCompliant() ? "PASS " : "FAIL ") + file + " " + result.getTotalAssertions());
                broken.forEach((rule, message) -> System.out.println("  " + rule + " " + message));
                passed &= result.isCompliant();
            }
        }
        System.exit(passed ? 0 : 1);
    }
}
