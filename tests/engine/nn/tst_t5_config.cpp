#include "engine/nn/t5_config.h"

#include <QtTest>

using namespace kaleido;

namespace {

constexpr const char* kFlanXl = R"({
    "architectures": ["T5ForConditionalGeneration"], "d_ff": 5120, "d_kv": 64, "d_model": 2048,
    "decoder_start_token_id": 0, "dropout_rate": 0.1, "eos_token_id": 1, "feed_forward_proj": "gated-gelu",
    "initializer_factor": 1.0, "is_encoder_decoder": true, "layer_norm_epsilon": 1e-06, "model_type": "t5",
    "n_positions": 512, "num_decoder_layers": 24, "num_heads": 32, "num_layers": 24, "output_past": true,
    "pad_token_id": 0, "relative_attention_max_distance": 128, "relative_attention_num_buckets": 32,
    "tie_word_embeddings": false, "transformers_version": "4.23.1", "use_cache": true, "vocab_size": 32128})";

// The fields that must be there, and the others that are handed in.
QByteArray least(const char* others = "") {
    return QByteArray(R"({"vocab_size": 96, "d_model": 32, "d_kv": 8, "d_ff": 64, "num_layers": 2,
        "num_heads": 4, "feed_forward_proj": "gated-gelu")") +
           others + "}";
}

}  // namespace

class TestT5Config : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aHuggingFaceFileIsRead() {
        const auto config = parseT5Config(kFlanXl);
        QVERIFY(config.ok());
        const T5Config wanted{.vocabSize = 32128,
                              .dModel = 2048,
                              .dKv = 64,
                              .dFf = 5120,
                              .numLayers = 24,
                              .numDecoderLayers = 24,
                              .numHeads = 32,
                              .dropoutRate = 0.1};
        QVERIFY(*config == wanted);
    }

    void theDecoderIsAsDeepAsTheEncoderUnlessTold() {
        const auto config = parseT5Config(least().toStdString());
        QVERIFY(config.ok());
        QCOMPARE(config->numDecoderLayers, 2);
    }

    void mistakesNameTheField_data() {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("field");
        QTest::newRow("missing size") << QByteArray(R"({"vocab_size": 96})") << QByteArray("/d_model");
        QTest::newRow("not json") << QByteArray("{") << QByteArray();
        QTest::newRow("not an object") << QByteArray("[1]") << QByteArray();
        QTest::newRow("unknown") << least(R"(, "d_modle": 3)") << QByteArray("/d_modle");
        QTest::newRow("fraction") << least(R"(, "num_decoder_layers": 1.5)")
                                  << QByteArray("/num_decoder_layers");
        QTest::newRow("negative") << least(R"(, "num_decoder_layers": -1)")
                                  << QByteArray("/num_decoder_layers");
        QTest::newRow("huge") << least(R"(, "num_decoder_layers": 18446744073709551615)")
                              << QByteArray("/num_decoder_layers");
        QTest::newRow("text for a number")
            << least(R"(, "layer_norm_epsilon": "1")") << QByteArray("/layer_norm_epsilon");
        QTest::newRow("token outside") << least(R"(, "eos_token_id": 96)") << QByteArray("/eos_token_id");
        QTest::newRow("odd buckets") << least(R"(, "relative_attention_num_buckets": 6)")
                                     << QByteArray("/relative_attention_num_buckets");
        QTest::newRow("short distance")
            << least(R"(, "relative_attention_max_distance": 16)") << QByteArray();
        QTest::newRow("text for a switch")
            << least(R"(, "tie_word_embeddings": "no")") << QByteArray("/tie_word_embeddings");
    }
    void mistakesNameTheField() {
        const QFETCH(QByteArray, json);
        const QFETCH(QByteArray, field);
        const auto config = parseT5Config(json.toStdString());
        QVERIFY(!config.ok());
        QCOMPARE(config.error().code, Code::BadManifest);
        QCOMPARE(QByteArray::fromStdString(config.error().field), field);
    }

    void anotherFeedForwardIsRefused() {
        QByteArray json = least();
        json.replace("gated-gelu", "relu");
        const auto config = parseT5Config(json.toStdString());
        QVERIFY(!config.ok());
        QCOMPARE(QByteArray::fromStdString(config.error().field), QByteArray("/feed_forward_proj"));
    }
};

QTEST_APPLESS_MAIN(TestT5Config)
#include "tst_t5_config.moc"
