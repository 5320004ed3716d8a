#include "features/people/people.hpp"
#include "features/people/store.hpp"
#include "features/demand/store.hpp"
