#include "engine/io/sha256.h"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <array>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <vector>

namespace kaleido {

namespace {

constexpr std::size_t kPieceBytes = std::size_t{1} << 20;

class Digest {
public:
    Digest() : m_context(EVP_MD_CTX_new()) {
        require(m_context && EVP_DigestInit_ex(m_context.get(), EVP_sha256(), nullptr));
    }

    void add(const void* data, std::size_t size) { require(EVP_DigestUpdate(m_context.get(), data, size)); }

    std::string hex() {
        std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
        unsigned int size = 0;
        require(EVP_DigestFinal_ex(m_context.get(), bytes.data(), &size));
        std::string text;
        for (unsigned int i = 0; i < size; ++i) text += fmt::format("{:02x}", bytes[i]);
        return text;
    }

private:
    static void require(int done) {
        if (!done) throw std::runtime_error("SHA-256 is not available in this build of OpenSSL");
    }

    struct Free {
        void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
    };
    std::unique_ptr<EVP_MD_CTX, Free> m_context;
};

}  // namespace

std::string sha256(std::span<const std::byte> bytes) {
    Digest digest;
    digest.add(bytes.data(), bytes.size());
    return digest.hex();
}

std::string sha256(std::string_view bytes) {
    return sha256(std::as_bytes(std::span(bytes)));
}

Result<std::string> sha256File(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file)
        return Error{Code::NotFound, "cannot open the file; is it there and readable?", path.string(), {}};
    Digest digest;
    std::vector<char> piece(kPieceBytes);
    while (file) {
        file.read(piece.data(), static_cast<std::streamsize>(piece.size()));
        digest.add(piece.data(), static_cast<std::size_t>(file.gcount()));
    }
    if (!file.eof() || file.bad())
        return Error{Code::NotFound, "cannot read the file to its end", path.string(), {}};
    return digest.hex();
}

}  // namespace kaleido
