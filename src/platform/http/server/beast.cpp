// Compiles Boost.Beast once, for BOOST_BEAST_SEPARATE_COMPILATION.
#include <boost/beast/src.hpp>
