package io.twinlake.orchestrator.export;

import io.twinlake.clients.ClientException;
import io.twinlake.ledger.export.signed.RefusedExport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks every place the same at the same time, so that neither a dead one nor a broken one keeps another waiting. */
final class EachPlace {
    private static final Logger LOG = LoggerFactory.getLogger(EachPlace.class);

    private EachPlace() {}

    /** What a place answered, or why it did not. */
    sealed interface Answer<T> {
        record Given<T>(T value) implements Answer<T> {}

        record Missing<T>(String problem) implements Answer<T> {}
    }

    static <T> Map<Place, Answer<T>> ask(List<Place> places, Function<Place, T> question) {
        ExecutorService threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "export");
            thread.setDaemon(true);
            return thread;
        });
        try {
            Map<Place, Future<Answer<T>>> asked = new LinkedHashMap<>();
            places.forEach(place -> asked.put(place, threads.submit(() -> one(place, question))));
            Map<Place, Answer<T>> answers = new LinkedHashMap<>();
            asked.forEach((place, answer) -> answers.put(place, await(answer)));
            return answers;
        } finally {
            threads.shutdown();
        }
    }

    private static <T> Answer<T> one(Place place, Function<Place, T> question) {
        try {
            return new Answer.Given<>(question.apply(place));
        } catch (ClientException | RefusedExport e) {
            return new Answer.Missing<>(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.warn("a place failed in a way that no storage does place={}", place.name(), e);
            return new Answer.Missing<>(String.valueOf(e));
        }
    }

    private static <T> Answer<T> await(Future<Answer<T>> answer) {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer.Missing<>("interrupted");
        } catch (ExecutionException e) {
            throw new IllegalStateException("a place could not be asked", e.getCause());
        }
    }
}
