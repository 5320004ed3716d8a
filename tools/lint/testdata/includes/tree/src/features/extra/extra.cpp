#include "features/people/people.hpp"
