// The Asio types of this folder, bound to io_context's own executor, which spares the type-erased one's
// costs.
//
// Rule for every coroutine here: what crosses a co_await is a named local. g++ 12.2 destroys
// brace-initialised temporaries of such an expression twice.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>

namespace canyu::http {

namespace asio = boost::asio;
using boost::system::error_code;

using Tcp = asio::ip::tcp;
using Executor = asio::io_context::executor_type;
using Socket = asio::basic_stream_socket<Tcp, Executor>;
using Acceptance = asio::basic_socket_acceptor<Tcp, Executor>;
using SteadyClock = std::chrono::steady_clock;
using SteadyTime = SteadyClock::time_point;
using Timer = asio::basic_waitable_timer<SteadyClock, asio::wait_traits<SteadyClock>, Executor>;

template <class T>
using Awaitable = asio::awaitable<T, Executor>;

// The token of an operation that is awaited and whose error goes into `error`, which must outlive it.
inline auto await_into(error_code& error) {
    return asio::redirect_error(asio::use_awaitable_t<Executor>(), error);
}

}  // namespace canyu::http
