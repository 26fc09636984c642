#include "engine/nn/unet_config.h"
#include "tests/support/source_tree.h"

#include <filesystem>
#include <fstream>
#include <QtTest>
#include <sstream>

using namespace kaleido;

/// Reading U-Net configurations: defaults, the public ones, and errors that name the key.
class TestUNetConfig : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void missingKeysTakeTheirDefaults();
    void everyKeyIsRead();
    void thePublicConfigurationsAreRead();
    void aWrongKeyIsNamed_data();
    void aWrongKeyIsNamed();
};

namespace {

/// A configuration of the keys `more` and `base`.
std::string with(const std::string& more, const std::string& base = R"("conditioning_feature_dim":24)") {
    return "{" + more + (more.empty() ? "" : ",") + base + "}";
}

const std::string kLevels = R"("resolution_channels":[32,64],"num_resnets_per_resolution":[1,2])";

/// A nested configuration; `outer` and `inner` are more keys of its two levels.
std::string nested(const std::string& outer, const std::string& inner = R"("temporal_dim":128)") {
    return with(kLevels + outer + R"(,"inner_config":)" + with(kLevels + "," + inner),
                R"("temporal_dim":128)");
}

std::string readData(const char* name) {
    std::ifstream stream(test::dataFile("unet") / name);
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
}

}  // namespace

void TestUNetConfig::missingKeysTakeTheirDefaults() {
    const auto config = parseUNetConfig(with(kLevels));
    QVERIFY2(config.ok(), config ? "" : describe(config.error()).c_str());
    QCOMPARE(config->resolutionChannels, (std::vector{32, 64}));
    QCOMPARE(config->numAttentionLayers, (std::vector{0, 0}));
    QCOMPARE(config->timeWidth(), 128);
    QCOMPARE(config->textWidth(), 24);
    QVERIFY(config->maskedCrossAttention && config->useAttentionFfn);
    QVERIFY(!config->positionCode && !config->itemKeys && !config->qkNorm);
    QVERIFY(!config->skipMidBlocks && !config->skipCondEmb && !config->nesting && !config->skipNormalization);
    QVERIFY(config->microConditioning.empty() && !config->inner);

    const auto attending = parseUNetConfig(with(kLevels + R"(,"attention_levels":[1])"));
    QVERIFY(attending.ok());
    QCOMPARE(attending->numAttentionLayers, (std::vector{0, 1}));

    const auto outer = parseUNetConfig(nested(""));
    QVERIFY2(outer.ok(), outer ? "" : describe(outer.error()).c_str());
    QVERIFY(outer->skipMidBlocks && outer->skipCondEmb && !outer->nesting);
    QVERIFY(outer->inner && outer->inner->nesting && !outer->inner->skipMidBlocks);
}

void TestUNetConfig::everyKeyIsRead() {
    const auto config = parseUNetConfig(with(
        kLevels +
        R"(,"attention_levels":[0,1],"num_attention_layers":[1,3],"conditioning_feature_proj_dim":16,)"
        R"("num_lm_head_layers":2,"masked_cross_attention":0,"use_attention_ffn":false,)"
        R"("skip_mid_blocks":true,"skip_cond_emb":true,"nesting":true,"temporal_dim":96,)"
        R"("skip_normalization":1,"position_code":true,"item_keys":true,"qk_norm":true,)"
        R"("micro_conditioning":"scale:64,watermark_score:0.5","initialize_inner_with_pretrained":"x")"));
    QVERIFY2(config.ok(), config ? "" : describe(config.error()).c_str());
    QCOMPARE(config->attentionLevels, (std::vector{0, 1}));
    QCOMPARE(config->numAttentionLayers, (std::vector{1, 3}));
    QCOMPARE(config->textWidth(), 16);
    QCOMPARE(config->numLmHeadLayers, 2);
    QVERIFY(!config->maskedCrossAttention && !config->useAttentionFfn);
    QVERIFY(config->skipMidBlocks && config->skipCondEmb && config->nesting && config->skipNormalization);
    QVERIFY(config->positionCode && config->itemKeys && config->qkNorm);
    QCOMPARE(config->timeWidth(), 96);
    QCOMPARE(config->microConditioning,
             (std::vector<MicroCondition>{{"scale", 64}, {"watermark_score", 0.5}}));
}

void TestUNetConfig::thePublicConfigurationsAreRead() {
    const auto outermost = parseUNetConfig(readData("cc12m_1024.json"));
    QVERIFY2(outermost.ok(), outermost ? "" : describe(outermost.error()).c_str());
    const auto& middle = outermost->inner;
    QVERIFY(middle && middle->inner && !middle->inner->inner);
    QCOMPARE(outermost->resolutionChannels, (std::vector{32, 32, 64}));
    QCOMPARE(middle->microConditioning, (std::vector<MicroCondition>{{"scale", 256}}));
    QVERIFY(outermost->skipNormalization && !middle->skipNormalization);
    QVERIFY(!middle->inner->maskedCrossAttention);
    QCOMPARE(middle->inner->timeWidth(), 1024);
    QVERIFY(parseUNetConfig(readData("cc12m_64.json")).ok());
    QVERIFY(parseUNetConfig(readData("cc12m_256.json")).ok());
}

void TestUNetConfig::aWrongKeyIsNamed_data() {
    QTest::addColumn<QString>("json");
    QTest::addColumn<QString>("field");
    const auto row = [](const char* name, const std::string& json, const char* field) {
        QTest::newRow(name) << QString::fromStdString(json) << QString::fromLatin1(field);
    };
    row("not JSON", "{", "");
    row("not an object", "[1]", "");
    row("unknown key", with(kLevels + R"(,"channels":3)"), "/channels");
    row("no levels", with(""), "/resolution_channels");
    row("channels not of 32", with(R"("resolution_channels":[48],"num_resnets_per_resolution":[1])"),
        "/resolution_channels");
    row("fractional channels", with(R"("resolution_channels":[32.5],"num_resnets_per_resolution":[1])"),
        "/resolution_channels");
    row("huge channels", with(R"("resolution_channels":[32000000],"num_resnets_per_resolution":[1])"),
        "/resolution_channels");
    row("too few units", with(R"("resolution_channels":[32,64],"num_resnets_per_resolution":[1])"),
        "/num_resnets_per_resolution");
    row("attention outside", with(kLevels + R"(,"attention_levels":[2])"), "/attention_levels");
    row("too few layers", with(kLevels + R"(,"num_attention_layers":[1])"), "/num_attention_layers");
    row("text as number", with(kLevels, R"("conditioning_feature_dim":"24")"), "/conditioning_feature_dim");
    row("no text width", with(kLevels, R"("num_lm_head_layers":0)"), "/conditioning_feature_dim");
    row("odd text heads", with(kLevels + R"(,"num_lm_head_layers":1)", R"("conditioning_feature_dim":20)"),
        "/num_lm_head_layers");
    row("odd time width", with(kLevels + R"(,"temporal_dim":100)"), "/temporal_dim");
    row("flag as text", with(kLevels + R"(,"item_keys":"yes")"), "/item_keys");
    row("flag as 2", with(kLevels + R"(,"masked_cross_attention":2)"), "/masked_cross_attention");
    row("unsupported flag", with(kLevels + R"(,"interp_conditioning":true)"), "/interp_conditioning");
    row("micro without number", with(kLevels + R"(,"micro_conditioning":"scale")"), "/micro_conditioning");
    row("micro with rubbish", with(kLevels + R"(,"micro_conditioning":"scale:64x")"), "/micro_conditioning");
    row("micro twice", with(kLevels + R"(,"micro_conditioning":"a:1,a:2")"), "/micro_conditioning");
    row("micro of zero scale", with(kLevels + R"(,"micro_conditioning":"scale:0")"), "/micro_conditioning");
    row("attention outside the innermost", nested(R"(,"attention_levels":[1])"), "/attention_levels");
    row("middle outside the innermost", nested(R"(,"skip_mid_blocks":false)"), "/skip_mid_blocks");
    row("text pooled twice", nested(R"(,"skip_cond_emb":false)"), "/skip_cond_emb");
    row("other time width inside", nested("", R"("temporal_dim":64)"), "/temporal_dim");
    row("inner that is not nested", nested("", R"("temporal_dim":128,"nesting":false)"),
        "/inner_config/nesting");
    row("unknown key inside", nested("", R"("temporal_dim":128,"depth":1)"), "/inner_config/depth");
}

void TestUNetConfig::aWrongKeyIsNamed() {
    QFETCH(QString, json);
    QFETCH(QString, field);
    const auto config = parseUNetConfig(json.toStdString());
    QVERIFY(!config.ok());
    QCOMPARE(config.error().code, Code::BadManifest);
    QCOMPARE(QString::fromStdString(config.error().field), field);
    QVERIFY(!config.error().message.empty());
}

QTEST_APPLESS_MAIN(TestUNetConfig)
#include "tst_unet_config.moc"
