package io.twinlake.sandbox.process;

import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * What a sandbox process hangs on: the process that started it, until the sandbox is detached; the sandbox's folder, always.
 * When that is gone, the process ends itself.
 */
public final class Lifeline {

    /** Exists in the folder of a sandbox that outlives the command that started it. */
    public static final String DETACHED = "detached";

    private static final Duration PAUSE = Duration.ofMillis(500);

    private final ProcessId parent;
    private final Path sandbox;

    private Lifeline(ProcessId parent, Path sandbox) {
        this.parent = parent;
        this.sandbox = sandbox;
    }

    /** The arguments for a JVM that runs {@code mainClass} on a lifeline to this process. */
    public static List<String> arguments(Path sandbox, String mainClass, List<String> arguments) {
        ProcessId self = ProcessId.of(ProcessHandle.current());
        List<String> all = new ArrayList<>();
        all.add(Lifeline.class.getName());
        all.addAll(List.of(Long.toString(self.pid()), Long.toString(self.startedAt()), sandbox.toString(), mainClass));
        all.addAll(arguments);
        return all;
    }

    /** Takes hold of the lifeline, then runs the main class that {@link #arguments} named. */
    public static void main(String[] args) throws ReflectiveOperationException {
        Lifeline lifeline =
                new Lifeline(new ProcessId(Long.parseLong(args[0]), Long.parseLong(args[1])), Path.of(args[2]));
        lifeline.hold();
        try {
            Class.forName(args[3]).getMethod("main", String[].class).invoke(null, (Object)
                    Arrays.copyOfRange(args, 4, args.length));
        } catch (InvocationTargetException e) {
            e.getTargetException().printStackTrace();
            System.exit(1);
        }
    }

    private void hold() {
        Thread watch = new Thread(this::endWhenCut, "lifeline");
        watch.setDaemon(true);
        watch.start();
    }

    private void endWhenCut() {
        while (isHeld()) {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        // Nothing of this sandbox is wanted any more, a clean end neither.
        Runtime.getRuntime().halt(0);
    }

    private boolean isHeld() {
        return Files.exists(sandbox) && (parent.handle().isPresent() || Files.exists(sandbox.resolve(DETACHED)));
    }
}
