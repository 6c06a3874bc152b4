package io.twinlake.sandbox.region.jobs.task;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Runs tasks that name a workspace file with one SQL statement ({@code sql_task.file.path}); tasks of another kind fail. */
public final class SqlFileTasks implements TaskRunner {

    private final Path workspaceFiles;
    private final Statements statements;

    /** Runs and cancels the statements of this workspace. */
    public interface Statements {
        void run(String statementId, String sql, String runAs);

        void cancel(String statementId);
    }

    /** @param workspaceFiles the folder that stands for the workspace's root */
    public SqlFileTasks(Path workspaceFiles, Statements statements) {
        this.workspaceFiles = workspaceFiles;
        this.statements = statements;
    }

    @Override
    public void run(String runId, JsonNode task, String runAs) throws IOException {
        String path = task.path("sql_task").path("file").path("path").asText();
        if (path.isEmpty()) {
            throw new UnsupportedOperationException("This workspace runs tasks of type sql_task with a file only");
        }
        Path file = workspaceFiles.resolve(path.replaceFirst("^/+", "")).normalize();
        if (!file.startsWith(workspaceFiles) || !Files.isRegularFile(file)) {
            throw new IllegalArgumentException("Path (" + path + ") doesn't exist.");
        }
        statements.run(statementId(runId), Files.readString(file), runAs);
    }

    @Override
    public void cancel(String runId) {
        statements.cancel(statementId(runId));
    }

    private static String statementId(String runId) {
        return "job-run-" + runId;
    }
}
