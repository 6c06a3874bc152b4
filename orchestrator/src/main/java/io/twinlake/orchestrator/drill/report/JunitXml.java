package io.twinlake.orchestrator.drill.report;

import io.twinlake.ledger.step.StepStatus;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** A drill as a test report in the form that build pipelines read: a case for each step, each objective and the lookups. */
final class JunitXml {
    private record Case(String type, String name, Duration took, Outcome outcome, String message) {}

    private enum Outcome {
        PASSED,
        FAILED,
        SKIPPED
    }

    private JunitXml() {}

    static String of(DrillReport report) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            suite(xml, report, cases(report));
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a text cannot be written", e);
        }
        return text.toString();
    }

    private static void suite(XMLStreamWriter xml, DrillReport report, List<Case> cases) throws XMLStreamException {
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", "drill of " + report.drill().group());
        xml.writeAttribute("timestamp", report.drill().startedAt().toString());
        xml.writeAttribute("time", seconds(report.drill().took()));
        xml.writeAttribute("tests", Integer.toString(cases.size()));
        xml.writeAttribute("failures", count(cases, Outcome.FAILED));
        xml.writeAttribute("errors", "0");
        xml.writeAttribute("skipped", count(cases, Outcome.SKIPPED));
        for (Case one : cases) {
            xml.writeStartElement("testcase");
            xml.writeAttribute("classname", "twinlake.drill." + one.type());
            xml.writeAttribute("name", one.name());
            xml.writeAttribute("time", seconds(one.took()));
            if (one.outcome() != Outcome.PASSED) {
                xml.writeStartElement(one.outcome() == Outcome.FAILED ? "failure" : "skipped");
                xml.writeAttribute("message", printable(one.message()));
                xml.writeEndElement();
            }
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private static List<Case> cases(DrillReport report) {
        List<Case> cases = new ArrayList<>();
        for (DrillStep step : report.steps()) {
            Outcome outcome = step.status() == StepStatus.FAILED
                    ? Outcome.FAILED
                    : step.status() == StepStatus.SKIPPED ? Outcome.SKIPPED : Outcome.PASSED;
            cases.add(new Case("step", step.name(), step.took(), outcome, step.message()));
        }
        cases.add(parity(report));
        report.found().lookups().map(JunitXml::lookups).ifPresent(cases::add);
        for (Objective objective : report.found().objectives()) {
            cases.add(new Case(
                    "objective",
                    objective.name(),
                    Duration.ZERO,
                    objective.met() ? Outcome.PASSED : Outcome.FAILED,
                    objective.measured() + ", the target is " + objective.target()));
        }
        return cases;
    }

    private static Case parity(DrillReport report) {
        Optional<String> different = report.different();
        return new Case(
                "parity",
                "both sides are equal",
                Duration.ZERO,
                different.isEmpty() ? Outcome.PASSED : Outcome.FAILED,
                different.orElse(""));
    }

    private static Case lookups(LookupComparison lookups) {
        return new Case(
                "lookups",
                "both regions answer with the same rows",
                Duration.ZERO,
                lookups.allEqual() ? Outcome.PASSED : Outcome.FAILED,
                String.join("; ", lookups.differences()));
    }

    private static String count(List<Case> cases, Outcome outcome) {
        return Long.toString(
                cases.stream().filter(one -> one.outcome() == outcome).count());
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.3f", time.toMillis() / 1000.0);
    }

    /** XML has no place for most control characters, however they are written. */
    private static String printable(String text) {
        return text.replaceAll("[\\p{Cntrl}&&[^\\t\\n\\r]]", "?");
    }
}
