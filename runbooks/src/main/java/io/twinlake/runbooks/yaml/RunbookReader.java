package io.twinlake.runbooks.yaml;

import io.twinlake.runbooks.InvalidRunbook;
import io.twinlake.runbooks.Runbook;
import io.twinlake.runbooks.RunbookKind;
import io.twinlake.runbooks.RunbookProblem;
import io.twinlake.runbooks.RunbookStep;
import io.twinlake.runbooks.Verb;
import io.twinlake.runbooks.order.StepOrder;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Reads a runbook: valid in form and order, or every problem that it has. */
public final class RunbookReader {
    private static final List<String> KEYS = List.of("name", "kind", "title", "purpose", "steps");
    private static final List<String> STEP_KEYS = List.of("step", "onFailure", "beside", "what", "byHand");

    private final String source;
    private final RunbookText problems;
    private final boolean isKept;

    private RunbookReader(String source, boolean isKept) {
        this.source = source;
        this.problems = new RunbookText(source);
        this.isKept = isKept;
    }

    /**
     * Reads a text; contacts nothing.
     *
     * @param source the file or name that problems are told with
     * @throws InvalidRunbook with all problems
     */
    public static Runbook read(String source, String text) {
        return new RunbookReader(source, false).valid(text);
    }

    /** Reads the text that a run has kept since it began: under an older version its steps may have had other names. */
    public static Runbook readKept(String source, String text) {
        return new RunbookReader(source, true).valid(text);
    }

    private Runbook valid(String text) {
        Runbook runbook = runbook(text);
        List<RunbookProblem> order = StepOrder.problems(source, runbook);
        if (!order.isEmpty()) {
            throw new InvalidRunbook(source, order);
        }
        return runbook;
    }

    private Runbook runbook(String text) {
        @Nullable Node root = root(text);
        problems.refuseIfAny();
        if (root == null) {
            throw new InvalidRunbook(source, List.of(new RunbookProblem(source, 0, "the text is empty")));
        }
        RunbookText.Section section = problems.section(root, KEYS);
        String name = section.text("name");
        Optional<RunbookKind> kind = section.oneOf("kind", RunbookKind.words()).flatMap(RunbookKind::of);
        String title = section.text("title");
        String purpose = section.text("purpose");
        List<RunbookStep> steps = new ArrayList<>();
        for (Node node : section.items("steps")) {
            step(problems.section(node, STEP_KEYS)).ifPresent(steps::add);
        }
        problems.refuseIfAny();
        return new Runbook(name, kind.orElseThrow(), title, purpose, steps, text);
    }

    private Optional<RunbookStep> step(RunbookText.Section section) {
        Optional<Verb> verb = verb(section);
        String what = section.text("what");
        String byHand = section.text("byHand");
        boolean goesOn = section.has("onFailure")
                && section.oneOf("onFailure", List.of("stop", "continue"))
                        .filter("continue"::equals)
                        .isPresent();
        boolean beside = section.has("beside")
                && section.oneOf("beside", List.of("true", "false"))
                        .filter("true"::equals)
                        .isPresent();
        return verb.map(known -> new RunbookStep(known, what, byHand, goesOn, beside, section.line()));
    }

    private Optional<Verb> verb(RunbookText.Section section) {
        Optional<Verb> renamed = section.find("step").flatMap(Verb::formerly);
        if (renamed.isEmpty()) {
            return section.oneOf("step", Verb.words()).flatMap(Verb::of);
        }
        if (!isKept) {
            section.refuse(
                    "step",
                    "the step '" + section.text("step") + "' has another name now: write '"
                            + renamed.get().word() + "'");
        }
        return renamed;
    }

    private @Nullable Node root(String text) {
        try {
            return new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(text));
        } catch (MarkedYAMLException e) {
            problems.add(e.getProblemMark().getLine() + 1, "is not YAML: " + e.getProblem());
        } catch (YAMLException e) {
            problems.add(0, "is not YAML: " + e.getMessage());
        }
        return null;
    }
}
