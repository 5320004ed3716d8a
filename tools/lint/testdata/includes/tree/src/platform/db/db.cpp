#include "features/people/people.hpp"
#include <boost/asio.hpp>
