package io.twinlake.ledger.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Many who do the same thing at the same moment. */
final class Race {
    private Race() {}

    /** What each got, by number from 0. */
    static <T> List<T> of(int runners, IntFunction<T> deed) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(runners);
        CountDownLatch start = new CountDownLatch(1);
        try {
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < runners; i++) {
                int runner = i;
                futures.add(threads.submit(() -> {
                    start.await();
                    return deed.apply(runner);
                }));
            }
            start.countDown();
            List<T> answers = new ArrayList<>();
            for (Future<T> future : futures) {
                answers.add(future.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }
}
