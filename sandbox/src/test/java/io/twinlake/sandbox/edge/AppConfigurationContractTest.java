package io.twinlake.sandbox.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.util.Context;
import com.azure.data.appconfiguration.ConfigurationClient;
import com.azure.data.appconfiguration.ConfigurationClientBuilder;
import com.azure.data.appconfiguration.models.ConfigurationSetting;
import com.azure.data.appconfiguration.models.SettingSelector;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The App Configuration store through Azure's own SDK, with its access key and with an Entra token. */
final class AppConfigurationContractTest {

    private static final String KEY = "lookup/customers:primary";

    @TempDir
    Path dir;

    private EdgeFixture edge;
    private ConfigurationClient client;

    @BeforeEach
    void start() throws Exception {
        edge = new EdgeFixture(dir);
        client = builder().credential(edge.credential(EdgeFixture.OPERATOR)).buildClient();
    }

    @AfterEach
    void stop() throws Exception {
        edge.close();
    }

    @Test
    void writesAndReadsWithItsAccessKey() {
        ConfigurationClient byKey = builder()
                .connectionString("Endpoint=" + edge.store() + ";Id=key-id;Secret="
                        + Base64.getEncoder().encodeToString("secret".getBytes(StandardCharsets.UTF_8)))
                .buildClient();

        byKey.setConfigurationSetting(KEY, "blue label", "{\"region\":\"westeurope\"}");

        assertThat(byKey.getConfigurationSetting(KEY, "blue label").getValue())
                .isEqualTo("{\"region\":\"westeurope\"}");
    }

    @Test
    void refusesAWrongAccessKey() {
        ConfigurationClient stranger = builder()
                .connectionString("Endpoint=" + edge.store() + ";Id=key-id;Secret=d3Jvbmc=")
                .buildClient();

        assertThatThrownBy(() -> stranger.setConfigurationSetting(KEY, null, "x"))
                .satisfies(hasStatus(401));
    }

    @Test
    void letsAReaderReadOnly() {
        client.setConfigurationSetting(KEY, null, "a");
        ConfigurationClient auditor =
                builder().credential(edge.credential(EdgeFixture.AUDITOR)).buildClient();

        assertThat(auditor.getConfigurationSetting(KEY, null).getValue()).isEqualTo("a");
        assertThatThrownBy(() -> auditor.setConfigurationSetting(KEY, null, "b"))
                .satisfies(hasStatus(403));
    }

    @Test
    void writesAnUnchangedSettingOnly() {
        ConfigurationSetting read = client.setConfigurationSetting(KEY, null, "a");
        client.setConfigurationSetting(KEY, null, "b");

        assertThatThrownBy(() -> client.setConfigurationSettingWithResponse(read.setValue("c"), true, Context.NONE))
                .satisfies(hasStatus(412));
        assertThat(client.getConfigurationSetting(KEY, null).getValue()).isEqualTo("b");
    }

    @Test
    void addsASettingOnce() {
        client.addConfigurationSetting(KEY, null, "a");

        assertThatThrownBy(() -> client.addConfigurationSetting(KEY, null, "b")).satisfies(hasStatus(412));
    }

    @Test
    void tellsWhenNothingHasChanged() {
        ConfigurationSetting read = client.setConfigurationSetting(KEY, null, "a");

        assertThat(client.getConfigurationSettingWithResponse(read, null, true, Context.NONE)
                        .getStatusCode())
                .isEqualTo(304);
    }

    @Test
    void keepsLabelsApart() {
        client.setConfigurationSetting(KEY, null, "none");
        client.setConfigurationSetting(KEY, "blue", "blue");
        client.setConfigurationSetting("other", null, "x");

        assertThat(client.listConfigurationSettings(new SettingSelector().setKeyFilter("lookup/*")).stream()
                        .map(ConfigurationSetting::getValue))
                .containsExactlyInAnyOrder("none", "blue");
        assertThat(
                        client
                                .listConfigurationSettings(new SettingSelector()
                                        .setKeyFilter("lookup/*")
                                        .setLabelFilter("\0"))
                                .stream()
                                .map(ConfigurationSetting::getValue))
                .containsExactly("none");
    }

    @Test
    void removesASetting() {
        client.setConfigurationSetting(KEY, null, "a");
        client.deleteConfigurationSetting(KEY, null);

        assertThatThrownBy(() -> client.getConfigurationSetting(KEY, null)).satisfies(hasStatus(404));
    }

    @Test
    void refusesToChangeALockedSetting() {
        client.setConfigurationSetting(KEY, null, "a");
        client.setReadOnly(KEY, null, true);

        assertThatThrownBy(() -> client.setConfigurationSetting(KEY, null, "b")).satisfies(hasStatus(409));
        client.setReadOnly(KEY, null, false);
        assertThat(client.setConfigurationSetting(KEY, null, "b").getValue()).isEqualTo("b");
    }

    @Test
    void remembersASettingAfterARestart() throws Exception {
        ConfigurationSetting written = client.setConfigurationSetting(KEY, null, "a");
        edge.restart();
        ConfigurationClient again =
                builder().credential(edge.credential(EdgeFixture.OPERATOR)).buildClient();

        assertThat(again.getConfigurationSetting(KEY, null).getETag()).isEqualTo(written.getETag());
    }

    private static Consumer<Throwable> hasStatus(int status) {
        return failure -> assertThat(failure)
                .isInstanceOfSatisfying(
                        HttpResponseException.class,
                        answered -> assertThat(answered.getResponse().getStatusCode())
                                .isEqualTo(status));
    }

    private ConfigurationClientBuilder builder() {
        return new ConfigurationClientBuilder().endpoint(edge.store()).httpClient(edge.azureClient());
    }
}
