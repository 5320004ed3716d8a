// Compiles Boost.Asio once, for BOOST_ASIO_SEPARATE_COMPILATION.
#include <boost/asio/impl/src.hpp>
