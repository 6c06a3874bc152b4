package io.twinlake.sandbox.region.rights;

import static io.twinlake.sandbox.region.rights.RightsFixture.P;
import static io.twinlake.sandbox.region.rights.RightsFixture.Q;
import static io.twinlake.sandbox.region.rights.RightsFixture.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.error.platform.BadRequest;
import com.databricks.sdk.core.error.platform.NotFound;
import com.databricks.sdk.service.iam.AccessControlRequest;
import com.databricks.sdk.service.iam.PermissionLevel;
import com.databricks.sdk.service.iam.SetObjectPermissions;
import com.databricks.sdk.service.iam.UpdateObjectPermissions;
import com.databricks.sdk.service.jobs.CancelAllRuns;
import com.databricks.sdk.service.jobs.CreateJob;
import com.databricks.sdk.service.jobs.JobSettings;
import com.databricks.sdk.service.jobs.ListJobsRequest;
import com.databricks.sdk.service.jobs.ListRunsRequest;
import com.databricks.sdk.service.jobs.QueueSettings;
import com.databricks.sdk.service.jobs.RunLifeCycleState;
import com.databricks.sdk.service.jobs.RunNow;
import com.databricks.sdk.service.jobs.RunState;
import com.databricks.sdk.service.jobs.Source;
import com.databricks.sdk.service.jobs.SqlTask;
import com.databricks.sdk.service.jobs.SqlTaskFile;
import com.databricks.sdk.service.jobs.Task;
import com.databricks.sdk.service.jobs.UpdateJob;
import com.databricks.sdk.service.sql.CancelExecutionRequest;
import com.databricks.sdk.service.sql.CreateWarehouseRequest;
import com.databricks.sdk.service.sql.EndpointInfo;
import com.databricks.sdk.service.sql.ExecuteStatementRequest;
import com.databricks.sdk.service.sql.ListWarehousesRequest;
import com.databricks.sdk.service.sql.StartRequest;
import com.databricks.sdk.service.sql.StatementState;
import com.databricks.sdk.service.sql.StopRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Jobs, SQL warehouses and statements: what their access control lists let whom do. */
class RightsInTheWorkspaceTest extends OnARegionWithRights {

    private static <T> List<T> list(Iterable<T> items) {
        return StreamSupport.stream(items.spliterator(), false).toList();
    }

    private static AccessControlRequest user(String user, PermissionLevel level) {
        return new AccessControlRequest().setUserName(user).setPermissionLevel(level);
    }

    private static AccessControlRequest p(PermissionLevel level) {
        return new AccessControlRequest()
                .setServicePrincipalName(P.replace("`", ""))
                .setPermissionLevel(level);
    }

    private static void give(WorkspaceClient client, String type, String id, AccessControlRequest... entries) {
        client.permissions()
                .update(new UpdateObjectPermissions()
                        .setRequestObjectType(type)
                        .setRequestObjectId(id)
                        .setAccessControlList(Arrays.asList(entries)));
    }

    private void letP(long job, PermissionLevel level) {
        give(at.root(), "jobs", Long.toString(job), p(level));
    }

    private static long job(WorkspaceClient client, String name) {
        return client.jobs()
                .create(new CreateJob()
                        .setName(name)
                        .setTasks(List.of(new Task()
                                .setTaskKey("main")
                                .setSqlTask(new SqlTask()
                                        .setFile(new SqlTaskFile()
                                                .setPath("/" + name + ".sql")
                                                .setSource(Source.WORKSPACE))))))
                .getJobId();
    }

    private void file(String name, String sql) throws IOException {
        Path file = at.region().workspaceFile(name + ".sql");
        Files.createDirectories(file.getParent());
        Files.writeString(file, sql);
    }

    private static UpdateJob renamed(long job) {
        return new UpdateJob().setJobId(job).setNewSettings(new JobSettings().setName("renamed"));
    }

    private static List<String> holders(WorkspaceClient client, String type, String id) {
        return client.permissions().get(type, id).getAccessControlList().stream()
                .map(entry -> entry.getDisplayName() + " "
                        + entry.getAllPermissions().iterator().next().getPermissionLevel())
                .toList();
    }

    @Test
    void aJobExistsForWhoMayViewItOnly() {
        long job = job(at.root(), "hidden");
        long run = at.root()
                .jobs()
                .runNow(new RunNow().setJobId(job))
                .getResponse()
                .getRunId();

        assertThat(list(at.p().jobs().list(new ListJobsRequest().setName("hidden"))))
                .isEmpty();
        for (WorkspaceClient client : List.of(at.p(), at.a())) {
            assertThatThrownBy(() -> client.jobs().get(job)).hasMessageContaining("does not exist");
            assertThatThrownBy(() -> client.jobs().update(renamed(job))).hasMessageContaining("does not exist");
            assertThatThrownBy(() -> client.jobs().getRun(run)).hasMessageContaining("does not exist");
        }
        letP(job, PermissionLevel.CAN_VIEW);
        assertThat(list(at.p().jobs().list(new ListJobsRequest().setName("hidden"))))
                .hasSize(1);
        assertThat(at.p().jobs().getRun(run).getJobId()).isEqualTo(job);
        assertThat(list(at.p().jobs().listRuns(new ListRunsRequest().setJobId(job))))
                .hasSize(1);
    }

    @Test
    void aJobIsRunAndCancelledWithCanManageRunAndChangedWithCanManage() {
        long job = job(at.root(), "levels");
        CancelAllRuns cancel = new CancelAllRuns().setJobId(job);
        RunNow run = new RunNow().setJobId(job);

        letP(job, PermissionLevel.CAN_VIEW);
        refused(() -> at.p().jobs().cancelAllRuns(cancel), "CAN_MANAGE_RUN");
        refused(() -> at.p().jobs().runNow(run), "CAN_MANAGE_RUN");
        letP(job, PermissionLevel.CAN_MANAGE_RUN);
        at.p().jobs().runNow(run);
        at.p().jobs().cancelAllRuns(cancel);
        refused(() -> at.p().jobs().update(renamed(job)), "CAN_MANAGE");
        refused(() -> at.p().jobs().delete(job), "CAN_MANAGE");
        refused(() -> holders(at.p(), "jobs", Long.toString(job)), "CAN_MANAGE");
        letP(job, PermissionLevel.CAN_MANAGE);
        at.p().jobs().update(renamed(job));
        at.p().jobs().delete(job);
    }

    @Test
    void theQueuesOfAllJobsAreCancelledAsFarAsOneMayCancelTheirRuns() {
        long job = job(at.root(), "queued");
        at.root()
                .jobs()
                .update(new UpdateJob().setJobId(job).setNewSettings(new JobSettings().setMaxConcurrentRuns(0L)));
        long run = at.root()
                .jobs()
                .runNow(new RunNow().setJobId(job).setQueue(new QueueSettings().setEnabled(true)))
                .getResponse()
                .getRunId();
        CancelAllRuns queues = new CancelAllRuns().setAllQueuedRuns(true);

        letP(job, PermissionLevel.CAN_VIEW);
        at.p().jobs().cancelAllRuns(queues);
        assertThat(state(run).getLifeCycleState()).isEqualTo(RunLifeCycleState.QUEUED);

        letP(job, PermissionLevel.CAN_MANAGE_RUN);
        at.p().jobs().cancelAllRuns(queues);
        await().atMost(Duration.ofMinutes(1))
                .until(() -> state(run).getLifeCycleState() == RunLifeCycleState.TERMINATED);
    }

    @Test
    void theHighestLevelOfAPrincipalAndItsGroupsCounts() {
        long job = job(at.root(), "groups");
        letP(job, PermissionLevel.CAN_VIEW);
        give(
                at.root(),
                "jobs",
                Long.toString(job),
                new AccessControlRequest().setGroupName("view-owners").setPermissionLevel(PermissionLevel.CAN_MANAGE));

        at.p().jobs().update(renamed(job));
    }

    @Test
    void aJobHasOneOwnerWhomOnlyAWorkspaceAdminChanges() {
        String job = Long.toString(job(at.p(), "owned"));

        refused(() -> give(at.p(), "jobs", job, user(Q.replace("`", ""), PermissionLevel.IS_OWNER)), "workspace admin");
        WorkspaceClient workspace = at.region().oauth("client-workspace", "s3cret");
        assertThatThrownBy(() -> give(
                        workspace,
                        "jobs",
                        job,
                        new AccessControlRequest()
                                .setGroupName("view-owners")
                                .setPermissionLevel(PermissionLevel.IS_OWNER)))
                .isInstanceOf(BadRequest.class);
        give(workspace, "jobs", job, user(Q.replace("`", ""), PermissionLevel.IS_OWNER));
        assertThat(holders(at.p(), "jobs", job))
                .containsExactly("reader@twinlake.example IS_OWNER", "owner CAN_MANAGE");
    }

    @Test
    void settingPermissionsReplacesThemAndKeepsAnOwner() {
        String job = Long.toString(job(at.root(), "replaced"));
        give(
                at.root(),
                "jobs",
                job,
                p(PermissionLevel.CAN_MANAGE),
                user("reader@twinlake.example", PermissionLevel.CAN_VIEW));
        SetObjectPermissions all =
                new SetObjectPermissions().setRequestObjectType("jobs").setRequestObjectId(job);

        assertThatThrownBy(() ->
                        at.root().permissions().set(all.setAccessControlList(List.of(p(PermissionLevel.CAN_VIEW)))))
                .isInstanceOf(BadRequest.class)
                .hasMessageContaining("exactly one owner");
        at.root()
                .permissions()
                .set(all.setAccessControlList(List.of(
                        user("admin@twinlake.example", PermissionLevel.IS_OWNER), p(PermissionLevel.CAN_VIEW))));
        assertThat(holders(at.root(), "jobs", job))
                .containsExactly("admin@twinlake.example IS_OWNER", "owner CAN_VIEW");
    }

    @Test
    void aLevelThatTheObjectDoesNotKnowAndAPrincipalThatIsNotThereAreRefused() {
        long job = job(at.root(), "refused");

        assertThatThrownBy(() -> letP(job, PermissionLevel.CAN_USE)).isInstanceOf(BadRequest.class);
        assertThatThrownBy(() -> give(at.root(), "jobs", Long.toString(job), user("nobody", PermissionLevel.CAN_VIEW)))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void aRunHasTheRightsOfWhoTheJobRunsAs() throws IOException {
        at.catalog("w1", Q);
        file("as_p", "SELECT * FROM w1.s.t");
        long run = at.p()
                .jobs()
                .runNow(new RunNow().setJobId(job(at.p(), "as_p")))
                .getResponse()
                .getRunId();

        await().atMost(Duration.ofMinutes(1))
                .until(() -> state(run).getLifeCycleState() == RunLifeCycleState.TERMINATED);
        assertThat(state(run).getStateMessage()).contains("USE CATALOG on Catalog 'w1'");
    }

    private RunState state(long run) {
        return at.p().jobs().getRun(run).getState();
    }

    @Test
    void aWarehouseIsUsedAndStartedWithCanUseAndStoppedWithCanManage() {
        CreateWarehouseRequest wanted = new CreateWarehouseRequest().setName("of the root");
        refused(() -> at.p().warehouses().create(wanted), "not authorized");
        String id = at.root().warehouses().create(wanted).getResponse().getId();
        ExecuteStatementRequest rows =
                new ExecuteStatementRequest().setStatement("ROWS 1").setWarehouseId(id);

        assertThat(list(at.p().warehouses().list(new ListWarehousesRequest())))
                .extracting(EndpointInfo::getId)
                .doesNotContain(id)
                .isNotEmpty();
        refused(() -> at.p().warehouses().get(id), "CAN_VIEW");
        give(at.root(), "warehouses", id, p(PermissionLevel.CAN_VIEW));
        assertThat(at.p().warehouses().get(id).getName()).isEqualTo("of the root");
        refused(() -> at.p().statementExecution().executeStatement(rows), "CAN_USE");
        refused(() -> at.p().warehouses().start(new StartRequest().setId(id)), "CAN_USE");
        give(at.root(), "sql/warehouses", id, p(PermissionLevel.CAN_USE));
        at.p().warehouses().start(new StartRequest().setId(id));
        assertThat(at.p()
                        .statementExecution()
                        .executeStatement(rows.setWaitTimeout("50s"))
                        .getStatus()
                        .getState())
                .isEqualTo(StatementState.SUCCEEDED);
        refused(() -> at.p().warehouses().stop(new StopRequest().setId(id)), "CAN_MANAGE");
    }

    @Test
    void aStatementExistsForWhoSubmittedItOnly() {
        String statement = at.region().run(at.p(), "ROWS 1").getStatementId();

        assertThatThrownBy(() -> at.r().statementExecution().getStatement(statement))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> at.r()
                        .statementExecution()
                        .cancelExecution(new CancelExecutionRequest().setStatementId(statement)))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> at.r().statementExecution().getStatementResultChunkN(statement, 0))
                .isInstanceOf(NotFound.class);
        assertThat(at.p().statementExecution().getStatement(statement).getStatementId())
                .isEqualTo(statement);
    }
}
