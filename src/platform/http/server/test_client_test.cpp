// The sockets behind test_client.hpp.
#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <charconv>
#include <stdexcept>
#include <utility>

#include "platform/http/server/test_client.hpp"

namespace canyu::http {

TestClient::TestClient(std::uint16_t port, int receive_buffer) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    const timeval patience{10, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    ::setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    if (receive_buffer > 0) {
        ::setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
    }
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        ::close(socket_);
        throw std::runtime_error("cannot connect to the server under test");
    }
}

TestClient::~TestClient() {
    if (socket_ >= 0) ::close(socket_);
}

TestClient::TestClient(TestClient&& other) noexcept
    : socket_(std::exchange(other.socket_, -1)), buffer_(std::move(other.buffer_)) {}

bool TestClient::send(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

void TestClient::end_sending() {
    ::shutdown(socket_, SHUT_WR);
}

TestResponse TestClient::read(bool has_body) {
    std::size_t end = 0;
    while ((end = buffer_.find("\r\n\r\n")) == std::string::npos) {
        if (!fill()) return {};
    }
    TestResponse response;
    const std::string head = buffer_.substr(0, end + 2);
    buffer_.erase(0, end + 4);
    std::from_chars(head.data() + 9, head.data() + 12, response.status);
    for (std::size_t at = head.find("\r\n") + 2; at < head.size(); at = head.find("\r\n", at) + 2) {
        const std::string line = head.substr(at, head.find("\r\n", at) - at);
        response.headers.add(line.substr(0, line.find(':')), line.substr(line.find(':') + 2));
    }
    const std::string_view length = response.headers.get("Content-Length");
    std::size_t size = 0;
    if (has_body) std::from_chars(length.data(), length.data() + length.size(), size);
    while (buffer_.size() < size) {
        if (!fill()) return {};
    }
    response.body = buffer_.substr(0, size);
    buffer_.erase(0, size);
    return response;
}

std::string TestClient::read_all() {
    while (fill()) {
    }
    return std::exchange(buffer_, {});
}

bool TestClient::fill() {
    char block[16 * 1024];
    const ssize_t received = ::recv(socket_, block, sizeof block, 0);
    if (received < 0) CHECK_MESSAGE(errno != EAGAIN, "the server neither answered nor closed");
    if (received <= 0) return false;
    buffer_.append(block, static_cast<std::size_t>(received));
    return true;
}

std::string get(std::string_view path, std::string_view headers) {
    return "GET " + std::string(path) + " HTTP/1.1\r\nHost: test\r\n" + std::string(headers) + "\r\n";
}

std::string post(std::string_view path, std::string_view body, std::string_view headers) {
    return "POST " + std::string(path) + " HTTP/1.1\r\nHost: test\r\n" + std::string(headers) +
           "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string(body);
}

std::uint64_t TestHandler::body_limit(const Request& head) const {
    return is_safe(head.method) ? 0 : limit;
}

Response TestHandler::refusal(int status, const Request& head) const {
    Response response{status, {}, "refused " + std::to_string(status) + " " + head.path};
    response.headers.add("Content-Type", "text/plain");
    return response;
}

TestServer::TestServer(ServerOptions options) {
    handler.on_request = [](const Request& request, const Answer& answer) {
        Response response{
            200, {}, std::string(to_string(request.method)) + ' ' + request.path + ' ' + request.body};
        response.headers.add("Content-Type", "text/plain");
        answer.send(std::move(response));
    };
    options.port = 0;
    server = std::make_unique<Server>(std::move(options), handler, clock);
    server->start();
}

}  // namespace canyu::http
