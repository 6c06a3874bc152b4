package io.twinlake.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization: Bearer S3CR3T-abcdefgh",
                "Authorization: Basic S3CR3TabcdefghIJ==",
                "authorization=SharedKey account:S3CR3Tabcdefgh",
                "{\"access_token\" : \"S3CR3T.abc\",\"token_type\":\"Bearer\"}",
                "client_id=a&client_secret=S3CR3T&grant_type=client_credentials",
                "{\"clientSecret\":\"S3CR3T\"}",
                "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=S3CR3T==;EndpointSuffix=x",
                "https://a.blob.core.windows.net/c/b?sv=2024-01-01&sig=S3CR3T%3D&se=2026",
                "SharedAccessSignature=S3CR3T",
                "password=S3CR3T",
            })
    void hidesWhatStandsBehindTheNameOfASecret(String text) {
        assertThat(Redaction.byShape().apply(text)).doesNotContain("S3CR3T").contains("[redacted]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dapi0123456789abcdef0123456789abcdef",
                "dapi0123456789abcdef0123456789abcdef-3",
                "dose0123456789abcdef0123456789abcdef",
                "eyJhbGciOiJub25l.eyJzdWIiOiJhIn0.c2ln",
                "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=="
            })
    void hidesWhatLooksLikeASecret(String secret) {
        assertThat(Redaction.byShape().apply("it was '" + secret + "'.")).isEqualTo("it was '[redacted]'.");
    }

    @Test
    void hidesKnownSecretsWhereverTheyStand() {
        assertThat(Redaction.of(List.of("hunter2", "")).apply("was hunter2, again hunter2"))
                .isEqualTo("was [redacted], again [redacted]");
    }

    @Test
    void leavesOtherTextAlone() {
        String text = "Could not read table gold.api.t in westeurope: [TABLE_OR_VIEW_NOT_FOUND] no bearer of bad news";
        assertThat(Redaction.byShape().apply(text)).isEqualTo(text);
    }
}
