package io.twinlake.orchestrator.faults.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import io.twinlake.orchestrator.faults.oracle.Evidence.Command;
import io.twinlake.orchestrator.faults.oracle.Evidence.Forced;
import io.twinlake.orchestrator.faults.oracle.Evidence.Served;
import io.twinlake.orchestrator.faults.oracle.Evidence.Stale;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One thing that must hold whatever happened, by the number of the invariant that it belongs to. */
public enum Check {
    ONE_PRIMARY_PER_EPOCH(1, "one effective primary per epoch") {
        @Override
        boolean applies(Evidence evidence) {
            return !evidence.served().isEmpty();
        }

        @Override
        List<String> findings(Evidence evidence) {
            Map<Long, Served> first = new HashMap<>();
            List<String> findings = new ArrayList<>();
            for (Served told : evidence.served()) {
                Served other = first.putIfAbsent(told.epoch(), told);
                if (other != null && !other.primary().equals(told.primary())) {
                    findings.add(other + " and " + told);
                }
            }
            return findings;
        }
    },

    NO_WRITE_BY_AN_OLDER_EPOCH(1, "no write by a holder of an older epoch or of a lost lease") {
        @Override
        boolean applies(Evidence evidence) {
            return !evidence.stale().isEmpty();
        }

        @Override
        List<String> findings(Evidence evidence) {
            List<String> findings = new ArrayList<>();
            for (Stale holder : evidence.stale()) {
                evidence.calls().stream()
                        .filter(call -> call.mayHaveLanded() && !call.isLease())
                        .filter(call ->
                                call.at().isAfter(holder.from()) && !call.at().isAfter(holder.until()))
                        .forEach(call -> findings.add(holder.holder() + " wrote " + call));
            }
            return findings;
        }
    },

    ACKNOWLEDGED_ROWS_SURVIVE(2, "an acknowledged row is in the ledger") {
        @Override
        boolean applies(Evidence evidence) {
            return evidence.isLedgerRead();
        }

        @Override
        List<String> findings(Evidence evidence) {
            List<String> findings = new ArrayList<>(evidence.brokenChains());
            evidence.acknowledged().forEach((run, result) -> {
                String found = evidence.runs().getOrDefault(run, "no such run");
                if (!found.equals(result)) {
                    findings.add("run " + run + " was told to be " + result + "; the ledger has: " + found);
                }
            });
            return findings;
        }
    },

    ENDS_AS_UNDISTURBED(3, "the end is that of a run that nobody disturbed") {
        @Override
        boolean applies(Evidence evidence) {
            return !evidence.undisturbed().isEmpty();
        }

        @Override
        List<String> findings(Evidence evidence) {
            Map<String, String> end = new TreeMap<>(evidence.end());
            Map<String, String> undisturbed = evidence.undisturbed();
            Set<String> names = new TreeSet<>(end.keySet());
            names.addAll(undisturbed.keySet());
            return names.stream()
                    .filter(name -> !end.getOrDefault(name, "(none)").equals(undisturbed.getOrDefault(name, "(none)")))
                    .map(name -> name + " is " + end.getOrDefault(name, "(none)") + ", undisturbed it is "
                            + undisturbed.getOrDefault(name, "(none)"))
                    .toList();
        }
    },

    NOTHING_STAYS_OPEN(3, "no run and no intent stays open") {
        @Override
        boolean applies(Evidence evidence) {
            return evidence.isLedgerRead();
        }

        @Override
        List<String> findings(Evidence evidence) {
            return evidence.open();
        }
    },

    NOTHING_IN_SCOPE_IS_DELETED(4, "nothing is deleted") {
        @Override
        boolean applies(Evidence evidence) {
            return !evidence.calls().isEmpty() || !evidence.stood().isEmpty();
        }

        @Override
        List<String> findings(Evidence evidence) {
            List<String> findings = new ArrayList<>(evidence.calls().stream()
                    .filter(call -> call.mayHaveLanded() && deletes(call, evidence.scope()))
                    .map(Call::toString)
                    .toList());
            Set<String> gone = new TreeSet<>(evidence.stood());
            gone.removeAll(evidence.stands());
            gone.forEach(object -> findings.add(object + " stood there and is gone"));
            return findings;
        }

        private boolean deletes(Call call, Set<String> scope) {
            String target = call.statement() == null
                    ? call.path()
                    : call.statement().replace("`", "").replaceAll("(?s)/\\*.*?\\*/", "");
            boolean destroys = call.statement() == null
                    ? call.method().equals("DELETE")
                    : DESTROYS.matcher(target.strip()).find();
            return destroys
                    && scope.stream()
                            .anyMatch(object -> Pattern.compile("(^|[\\s/.])" + Pattern.quote(object) + "($|[\\s/;?])")
                                    .matcher(target)
                                    .find());
        }
    },

    NOTHING_FOREIGN_IS_OVERWRITTEN(5, "what somebody else wrote is there") {
        @Override
        boolean applies(Evidence evidence) {
            return !evidence.foreign().isEmpty();
        }

        @Override
        List<String> findings(Evidence evidence) {
            return evidence.foreign().stream()
                    .filter(work -> !work.onTheWire() && !work.before().equals(work.after()))
                    .map(work -> work.object() + " was " + work.before() + " and is " + work.after())
                    .toList();
        }
    },

    FOREIGN_WORK_IS_NOT_BELIEVED(5, "what somebody else wrote is not called in sync") {
        @Override
        boolean applies(Evidence evidence) {
            return !evidence.foreign().isEmpty();
        }

        @Override
        List<String> findings(Evidence evidence) {
            return evidence.foreign().stream()
                    .filter(work -> work.believed()
                            && (work.onTheWire() || work.before().equals(work.after())))
                    .map(work -> work.object() + " is called in sync although somebody else wrote " + work.before()
                            + "; it is " + work.after())
                    .toList();
        }
    },

    THE_PRIMARY_IS_LEFT_ALONE_WHEN_FORCED(6, "a forced move is done with the primary after 2 s") {
        @Override
        boolean applies(Evidence evidence) {
            return !evidence.forced().isEmpty();
        }

        @Override
        List<String> findings(Evidence evidence) {
            List<String> findings = new ArrayList<>();
            for (Forced move : evidence.forced()) {
                List<Call> calls = evidence.calls().stream()
                        .filter(call -> call.region().equals(move.primary())
                                && call.service().equals("workspace"))
                        .filter(call ->
                                !call.at().isBefore(move.begun()) && !call.at().isAfter(move.ended()))
                        .toList();
                if (calls.isEmpty()) {
                    continue;
                }
                Instant last = calls.stream()
                        .map(Call::at)
                        .min(Instant::compareTo)
                        .orElseThrow()
                        .plus(DEADLINE);
                calls.stream()
                        .filter(call -> call.at().isAfter(last))
                        .forEach(call -> findings.add("later than " + DEADLINE.toMillis() + " ms: " + call));
            }
            return findings;
        }
    },

    AN_UNKNOWN_OUTCOME_IS_READ(7, "a write without an answer is not sent again before its effect was read") {
        @Override
        boolean applies(Evidence evidence) {
            return !evidence.unanswered().isEmpty();
        }

        @Override
        List<String> findings(Evidence evidence) {
            List<String> findings = new ArrayList<>();
            for (Call lost : evidence.unanswered()) {
                for (Call call : evidence.calls()) {
                    if (!call.at().isAfter(lost.at()) || !call.region().equals(lost.region())) {
                        continue;
                    }
                    if (call.repeats(lost)) {
                        findings.add("sent again unread: " + call);
                    }
                    if (call.repeats(lost) || !call.write() && !call.path().startsWith("/oidc/")) {
                        break;
                    }
                }
            }
            return findings;
        }
    },

    EVERY_OBJECT_HAS_A_STATE(8, "every object in scope has a state in every report") {
        @Override
        boolean applies(Evidence evidence) {
            return !evidence.scope().isEmpty() && evidence.commands().stream().anyMatch(Check::isParity);
        }

        @Override
        List<String> findings(Evidence evidence) {
            List<String> findings = new ArrayList<>();
            for (Command command : evidence.commands()) {
                if (!isParity(command)) {
                    continue;
                }
                Set<String> named =
                        new HashSet<>(command.document().path("objects").findValuesAsText("object"));
                evidence.scope().stream()
                        .filter(object -> !named.contains(object))
                        .forEach(object -> findings.add(object + " has no state in " + command.words()));
                int objects = command.document().path("objects").size();
                if (command.document().path("inScope").asInt() > objects) {
                    findings.add(command.words() + " counts "
                            + command.document().path("inScope") + " and lists " + objects);
                }
            }
            return findings;
        }
    },

    NO_SUCCESS_WHILE_ONE_FAILED(8, "no success while one object failed") {
        @Override
        boolean applies(Evidence evidence) {
            return evidence.commands().stream().anyMatch(command -> command.document() != null);
        }

        @Override
        List<String> findings(Evidence evidence) {
            return evidence.commands().stream()
                    .filter(command -> command.document() != null)
                    .filter(command -> succeeded(command) && hasFailed(command.document()))
                    .map(command -> command.words() + " ended with " + command.exit() + ": " + command.document())
                    .toList();
        }

        private boolean succeeded(Command command) {
            return command.exit() == 0
                    || command.document().path("result").asText().equals("SUCCEEDED");
        }

        private boolean hasFailed(JsonNode document) {
            return !document.path("failed").isEmpty() && document.path("failed").isArray()
                    || document.path("failed").asInt() > 0
                    || document.path("missing").asInt() > 0
                    || document.path("drifted").asInt() > 0
                    || document.path("counts").path("FAILED").asInt() > 0
                    || document.path("counts").path("failed").asInt() > 0;
        }
    },

    NO_SECRET_IS_SHOWN(9, "no secret in any output, log, ledger or report") {
        @Override
        boolean applies(Evidence evidence) {
            return !evidence.secrets().isEmpty() && !evidence.texts().isEmpty();
        }

        @Override
        List<String> findings(Evidence evidence) {
            List<String> findings = new ArrayList<>();
            evidence.texts()
                    .forEach((name, text) -> evidence.secrets().stream()
                            .filter(text::contains)
                            .forEach(secret -> findings.add(name + " shows a secret of " + secret.length()
                                    + " characters, at position " + text.indexOf(secret))));
            return findings;
        }
    },

    A_PLAN_WRITES_NOTHING(10, "a plan and a dry run write nothing") {
        @Override
        boolean applies(Evidence evidence) {
            return evidence.commands().stream().anyMatch(Check::isDry);
        }

        @Override
        List<String> findings(Evidence evidence) {
            return evidence.commands().stream()
                    .filter(Check::isDry)
                    .flatMap(command -> evidence.calls().stream()
                            .filter(call -> command.covers(call.at()) && call.mayHaveLanded() && !call.isLease())
                            .map(call -> command.words() + " sent " + call))
                    .toList();
        }
    };

    /** Two seconds for the product, and one for a machine that is busy with this test. */
    private static final Duration DEADLINE = Duration.ofSeconds(3);

    private static final Pattern DESTROYS =
            Pattern.compile("^(DROP|TRUNCATE|DELETE\\s+FROM)\\b", Pattern.CASE_INSENSITIVE);

    private final int invariant;
    private final String sentence;

    Check(int invariant, String sentence) {
        this.invariant = invariant;
        this.sentence = sentence;
    }

    /** Whether there is anything in the evidence that it speaks of. */
    abstract boolean applies(Evidence evidence);

    /** Everything that breaks it. */
    abstract List<String> findings(Evidence evidence);

    /** Its invariant's number in the design. */
    public int invariant() {
        return invariant;
    }

    /** What holds where it finds nothing. */
    public String sentence() {
        return sentence;
    }

    /** Its name as it stands in a row. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static boolean isParity(Command command) {
        return command.document() != null
                && command.document().has("inScope")
                && command.document().has("objects");
    }

    private static boolean isDry(Command command) {
        List<String> words = List.of(command.words().split(" "));
        return words.contains("plan") || words.contains("--dry-run");
    }

    /** What all checks find in the evidence, those that nothing in it speaks of left out. */
    public static Map<Check, List<String>> all(Evidence evidence) {
        return List.of(values()).stream()
                .filter(check -> check.applies(evidence))
                .collect(Collectors.toMap(
                        check -> check, check -> check.findings(evidence), (one, other) -> one, TreeMap::new));
    }
}
