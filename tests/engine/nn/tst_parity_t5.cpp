#include "engine/nn/t5.h"
#include "tests/support/parity.h"

#include <torch/nn/module.h>
#include <torch/nn/modules/embedding.h>
#include <torch/types.h>
#include <torch/utils.h>
#include <map>
#include <memory>
#include <QtTest>
#include <stdexcept>
#include <string>
#include <vector>

using namespace kaleido;

namespace {

using Shapes = std::map<std::string, std::vector<std::int64_t>>;

T5 networkOf(const parity::Fixture& fixture) {
    const auto config = parseT5Config(fixture.config().dump());
    if (!config) throw std::runtime_error(describe(config.error()));
    T5 network(*config);
    parity::fillWeights(*network, fixture);
    return network;
}

// The fixtures' description says that shared.weight embeds for both stacks. The stored outputs were made otherwise:
// by a reference whose stacks had embeddings of their own, seeded under Hugging Face's names for them. One shared
// tensor is the flan-T5 layout, so the network has one, and the tests set it to each stack's values in turn.
// Fixtures that keep to their description are read as well.
enum class Embeddings { Shared, OfEachStack };

// The values that "<stack>.embed_tokens.weight" has in this fixture.
torch::Tensor embeddingOf(const std::string& stack, const parity::Fixture& fixture,
                          torch::IntArrayRef shape) {
    torch::nn::Module network;
    auto part = network.register_module(stack, std::make_shared<torch::nn::Module>("Stack"));
    auto embedding = part->register_module("embed_tokens", torch::nn::Embedding(shape[0], shape[1]));
    parity::fillWeights(network, fixture);
    return embedding->weight;
}

void chooseEmbedding(T5& network, const std::string& stack, const parity::Fixture& fixture,
                     Embeddings embeddings) {
    torch::Tensor shared = network->named_parameters()["shared.weight"];
    if (embeddings == Embeddings::OfEachStack) shared.copy_(embeddingOf(stack, fixture, shared.sizes()));
}

torch::Tensor encodeFixture(T5& network, const parity::Fixture& fixture, Embeddings embeddings) {
    chooseEmbedding(network, "encoder", fixture, embeddings);
    return network->encode(parity::integers(fixture, "ids"), parity::mask(fixture));
}

Embeddings embeddingsOf(const parity::Fixture& fixture) {
    T5 network = networkOf(fixture);
    const torch::Tensor states = encodeFixture(network, fixture, Embeddings::Shared);
    const double error = parity::maxError(states, parity::expected(fixture, "encoder"));
    return error <= parity::kTolerance ? Embeddings::Shared : Embeddings::OfEachStack;
}

// A network with the fixture's weights that has read the caption and is ready to decode.
struct Reader {
    T5 network{nullptr};
    torch::Tensor mask, states;
};

Reader readerOf(const parity::Fixture& fixture) {
    const Embeddings embeddings = embeddingsOf(fixture);
    Reader reader{networkOf(fixture), parity::mask(fixture), {}};
    reader.states = encodeFixture(reader.network, fixture, embeddings);
    chooseEmbedding(reader.network, "decoder", fixture, embeddings);
    return reader;
}

// The likeliest token at every step, beginning with 0, by the decoder cache.
torch::Tensor greedy(Reader& reader, std::int64_t length) {
    DecoderCache cache = reader.network->startDecoding(reader.states, reader.mask, length);
    std::vector<torch::Tensor> tokens{torch::zeros({reader.states.size(0)}, torch::kInt64)};
    while (static_cast<std::int64_t>(tokens.size()) < length)
        tokens.push_back(reader.network->logits(reader.network->decodeStep(tokens.back(), cache)).argmax(-1));
    return torch::stack(tokens, 1);
}

}  // namespace

class TestParityT5 : public QObject {
    Q_OBJECT
    torch::InferenceMode m_inference;

    static void addFixtures() {
        QTest::addColumn<QString>("name");
        for (const auto& fixture : parity::fixturesOfKind("t5"))
            QTest::newRow(fixture.name.c_str()) << QString::fromStdString(fixture.name);
    }
    static parity::Fixture current() {
        const QFETCH(QString, name);
        return parity::fixture(name.toStdString());
    }

private Q_SLOTS:
    // Threads do not pay for tensors this small.
    void initTestCase() { torch::set_num_threads(1); }

    void namesAndShapesAreHuggingFaces_data() { addFixtures(); }
    void namesAndShapesAreHuggingFaces() {
        const auto fixture = current();
        Shapes shapes;
        for (const auto& parameter : networkOf(fixture)->named_parameters())
            shapes[parameter.key()] = parameter.value().sizes().vec();
        QCOMPARE(shapes, fixture.entry.at("keys").get<Shapes>());
    }

    void statesAndLogitsAreTheReferences_data() { addFixtures(); }
    void statesAndLogitsAreTheReferences() {
        const auto fixture = current();
        Reader reader = readerOf(fixture);
        const torch::Tensor decoded =
            reader.network->decode(parity::integers(fixture, "decoder_ids"), reader.states, reader.mask);
        const torch::Tensor logits = reader.network->logits(decoded);
        QVERIFY(parity::maxError(reader.states, parity::expected(fixture, "encoder")) <= parity::kTolerance);
        QVERIFY(parity::maxError(decoded, parity::expected(fixture, "decoder")) <= parity::kTolerance);
        QVERIFY(parity::maxError(logits, parity::expected(fixture, "logits")) <= parity::kTolerance);
    }

    void stepsGiveTheReferences_data() { addFixtures(); }
    void stepsGiveTheReferences() {
        const auto fixture = current();
        Reader reader = readerOf(fixture);
        const torch::Tensor ids = parity::integers(fixture, "decoder_ids");
        DecoderCache cache = reader.network->startDecoding(reader.states, reader.mask, ids.size(1));
        std::vector<torch::Tensor> steps;
        for (std::int64_t i = 0; i < ids.size(1); ++i)
            steps.push_back(reader.network->decodeStep(ids.select(1, i).contiguous(), cache));
        QVERIFY(parity::maxError(torch::stack(steps, 1), parity::expected(fixture, "decoder")) <=
                parity::kTolerance);
    }

    void greedyDecodingWritesTheReferencesTokens_data() { addFixtures(); }
    void greedyDecodingWritesTheReferencesTokens() {
        const auto fixture = current();
        Reader reader = readerOf(fixture);
        const torch::Tensor wanted = parity::integers(fixture, "greedy");
        QVERIFY(torch::equal(greedy(reader, wanted.size(1)), wanted));
    }
};

QTEST_APPLESS_MAIN(TestParityT5)
#include "tst_parity_t5.moc"
