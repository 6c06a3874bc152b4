package io.twinlake.orchestrator.twin;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * The tests' class path with an archive of the classes that a move loads, made once per build: hundreds of commands are started, and each
 * is spared a third of its start. Java archives classes of jars alone, so folders become jars.
 */
final class SharedClasses {
    private static final Path FOLDER = Path.of("target", "shared-classes").toAbsolutePath();
    private static final Path ARCHIVE = FOLDER.resolve("classes.jsa");
    private static final String TRAINED = "io.twinlake.orchestrator.TwinMain";

    private static final List<String> OPTIONS = options();

    private SharedClasses() {}

    /** What a Java machine is told so that it finds the classes. */
    static List<String> asOptions() {
        return OPTIONS;
    }

    private static List<String> options() {
        try {
            Files.createDirectories(FOLDER);
            List<String> entries = jars();
            String classPath = String.join(File.pathSeparator, entries);
            if (!Files.exists(ARCHIVE) || isOlder(ARCHIVE, entries)) {
                train(classPath);
            }
            // An archive that does not fit is left alone without a word: the document on standard output must stay
            // alone.
            return List.of("-XX:SharedArchiveFile=" + ARCHIVE, "-Xlog:disable", "-cp", classPath);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A whole move loads what commands load. Where no archive comes of it, commands start as they did without. */
    private static void train(String classPath) throws IOException {
        Path folder = Files.createTempDirectory(FOLDER, "trained");
        new TwinFolder(folder).holding("0-a").configured("");
        Path fresh = folder.resolve(ARCHIVE.getFileName());
        List<String> command = new ArrayList<>(CommandProcess.MACHINE);
        command.addAll(List.of("-XX:ArchiveClassesAtExit=" + fresh, "-Xlog:disable", "-cp", classPath, TRAINED));
        command.addAll(List.of("failover", "--mode", "planned", "--to", "northeurope"));
        command.addAll(List.of("--confirm", "northeurope", "--reason", "its classes"));
        Process move = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        move.onExit().join();
        if (Files.exists(fresh)) {
            Files.move(fresh, ARCHIVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static List<String> jars() throws IOException {
        List<String> entries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path path = Path.of(entry);
            entries.add(Files.isDirectory(path) ? jar(path).toString() : entry);
        }
        return entries;
    }

    private static Path jar(Path folder) throws IOException {
        String name = folder.toAbsolutePath().toString().replaceAll("[^\\w.]", "_") + ".jar";
        Path jar = FOLDER.resolve(name);
        if (!Files.exists(jar) || changed(folder).compareTo(Files.getLastModifiedTime(jar)) > 0) {
            Path fresh = Files.createTempFile(FOLDER, "fresh", ".jar");
            ToolProvider.findFirst("jar")
                    .orElseThrow()
                    .run(System.out, System.err, "-c", "-0", "-f", fresh.toString(), "-C", folder.toString(), ".");
            Files.move(fresh, jar, StandardCopyOption.REPLACE_EXISTING);
        }
        return jar;
    }

    private static FileTime changed(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(SharedClasses::modified)
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
        }
    }

    private static FileTime modified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOlder(Path archive, List<String> entries) {
        return entries.stream().map(Path::of).anyMatch(entry -> modified(entry).compareTo(modified(archive)) > 0);
    }
}
