package io.twinlake.failover.readiness;

import io.twinlake.ledger.Standing;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Asks all checks beside each other. One that does not come to an end in time is given up and named, and holds up no other. */
public final class GroupReadiness implements Readiness {
    private static final Duration WITHIN = Duration.ofSeconds(10);

    private final ReadinessParts parts;
    private final Duration within;
    private final Clock clock;

    public GroupReadiness(ReadinessParts parts, Clock clock) {
        this(parts, WITHIN, clock);
    }

    GroupReadiness(ReadinessParts parts, Duration within, Clock clock) {
        this.parts = parts;
        this.within = within;
        this.clock = clock;
    }

    @Override
    public List<Check> of(Standing standing) {
        List<Question> questions = new ArrayList<>(new SecondaryChecks(parts, standing).questions());
        questions.addAll(new PrimaryChecks(parts, standing).questions());
        questions.addAll(new LedgerChecks(parts.ledger(), standing, clock).questions());
        questions.addAll(new EndpointChecks(parts, standing).questions());
        return ask(questions);
    }

    private List<Check> ask(List<Question> questions) {
        ExecutorService threads = Executors.newFixedThreadPool(questions.size(), GroupReadiness::thread);
        try {
            List<Future<Check>> answers = threads.invokeAll(
                    questions.stream().map(Question::asked).toList(), within.toMillis(), TimeUnit.MILLISECONDS);
            List<Check> checks = new ArrayList<>();
            for (int each = 0; each < answers.size(); each++) {
                checks.add(answer(questions.get(each), answers.get(each)));
            }
            return List.copyOf(checks);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return questions.stream()
                    .map(question -> question.unanswered("The question was interrupted."))
                    .toList();
        } finally {
            threads.shutdownNow();
        }
    }

    private Check answer(Question question, Future<Check> answer) throws InterruptedException {
        try {
            return answer.get();
        } catch (CancellationException late) {
            return question.unanswered("No answer came within " + within.toSeconds() + " s.");
        } catch (ExecutionException failed) {
            // Whatever one check meets, the others are still worth reading.
            if (failed.getCause() instanceof RuntimeException failure) {
                return question.unanswered(failure.getMessage() + ".");
            }
            throw new IllegalStateException("the check " + question.name().word() + " is broken", failed.getCause());
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "readiness");
        thread.setDaemon(true);
        return thread;
    }
}
