package io.twinlake.sandbox.lifecycle;

import io.twinlake.sandbox.process.Lifeline;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The command lines of a sandbox's JVMs, which share this process's class path. */
final class JvmCommand {

    /** What Spark reaches into on a JDK with modules. */
    private static final List<String> OPENED = List.of(
            "java.lang",
            "java.lang.invoke",
            "java.lang.reflect",
            "java.io",
            "java.net",
            "java.nio",
            "java.util",
            "java.util.concurrent",
            "java.util.concurrent.atomic",
            "jdk.internal.ref",
            "sun.nio.ch",
            "sun.nio.cs",
            "sun.security.action",
            "sun.util.calendar");

    private JvmCommand() {}

    /** Where the JVMs put what libraries unpack: a process that is killed does not clear it away, so it goes with the sandbox. */
    static Path scratch(Path sandbox) {
        return sandbox.resolve("scratch");
    }

    static List<String> storage(Path sandbox, Path spec) {
        return command(List.of("-Xmx96m"), sandbox, "io.twinlake.sandbox.storage.StorageProcess", spec);
    }

    static List<String> edge(Path sandbox, Path spec) {
        return command(List.of("-Xmx96m"), sandbox, "io.twinlake.sandbox.edge.EdgeProcess", spec);
    }

    /** With one compiler alone a JVM reserves 48 MiB for code; Spark fills that in two minutes, and a full cache ends the process. */
    static List<String> region(Path sandbox, Path spec) {
        Stream<String> opened = OPENED.stream().map(name -> "--add-opens=java.base/" + name + "=ALL-UNNAMED");
        Stream<String> others = Stream.of(
                "-Xmx512m",
                "-XX:ReservedCodeCacheSize=192m",
                "-Djdk.httpclient.allowRestrictedHeaders=content-length",
                "-Dfile.encoding=UTF-8");
        return command(
                Stream.concat(others, opened).toList(), sandbox, "io.twinlake.sandbox.region.RegionProcess", spec);
    }

    private static List<String> command(List<String> options, Path sandbox, String mainClass, Path spec) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Djava.io.tmpdir=" + scratch(sandbox)));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(Lifeline.arguments(sandbox, mainClass, List.of(spec.toString())));
        return command;
    }
}
