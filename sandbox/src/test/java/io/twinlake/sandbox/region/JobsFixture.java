package io.twinlake.sandbox.region;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.http.Request;
import com.databricks.sdk.service.jobs.CreateJob;
import com.databricks.sdk.service.jobs.Job;
import com.databricks.sdk.service.jobs.JobsAPI;
import com.databricks.sdk.service.jobs.ListRunsRequest;
import com.databricks.sdk.service.jobs.Run;
import com.databricks.sdk.service.jobs.RunNow;
import com.databricks.sdk.service.jobs.Source;
import com.databricks.sdk.service.jobs.SqlTask;
import com.databricks.sdk.service.jobs.SqlTaskFile;
import com.databricks.sdk.service.jobs.Task;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;

/** A region's jobs, met through the official SDK; the one task of each is a file with a statement. */
final class JobsFixture implements AutoCloseable {

    private final RegionFixture region;

    JobsFixture(Path dir) {
        region = RegionFixture.start(dir);
    }

    WorkspaceClient client() {
        return region.admin();
    }

    JobsAPI api() {
        return client().jobs();
    }

    /** Lets all end that lingers. */
    void release() {
        region.engine().release();
    }

    /** Makes a job of that statement. */
    long create(String statement, CreateJob settings) throws IOException {
        SqlTask task =
                new SqlTask().setFile(new SqlTaskFile().setPath(file(statement)).setSource(Source.WORKSPACE));
        return api().create(settings.setName("load")
                        .setTasks(List.of(new Task().setTaskKey("main").setSqlTask(task))))
                .getJobId();
    }

    /** The same with settings that the SDK has no class for. */
    long create(String statement, String settings) throws IOException {
        String tasks = "\"name\":\"load\",\"tasks\":[{\"task_key\":\"main\",\"sql_task\":{\"file\":{\"path\":\""
                + file(statement) + "\",\"source\":\"WORKSPACE\"}}}]";
        return send("create", "{" + tasks + "," + settings + "}", Job.class).getJobId();
    }

    <T> T send(String operation, String body, Class<T> answer) throws IOException {
        return client().apiClient().execute(new Request("POST", "/api/2.2/jobs/" + operation, body), answer);
    }

    /** A job with every field that the platform gives. */
    JsonNode get(long job) throws IOException {
        Request request = new Request("GET", "/api/2.2/jobs/get?job_id=" + job);
        try (InputStream answer = client().apiClient().execute(request, InputStream.class)) {
            return new ObjectMapper().readTree(answer);
        }
    }

    private String file(String statement) throws IOException {
        Path file = region.workspaceFile(statement + ".sql");
        Files.createDirectories(file.getParent());
        Files.writeString(file, statement);
        return "/" + statement + ".sql";
    }

    Run runNow(long job) {
        return run(api().runNow(new RunNow().setJobId(job)).getResponse().getRunId());
    }

    Run run(long id) {
        return api().getRun(id);
    }

    /** The ids of a job's runs that have not ended, the latest first. */
    List<Long> active(long job) {
        return runs(new ListRunsRequest().setJobId(job).setActiveOnly(true));
    }

    List<Long> runs(long job) {
        return runs(new ListRunsRequest().setJobId(job));
    }

    private List<Long> runs(ListRunsRequest request) {
        return StreamSupport.stream(api().listRuns(request).spliterator(), false)
                .map(run -> run.getRunId())
                .toList();
    }

    @Override
    public void close() {
        region.close();
    }
}
