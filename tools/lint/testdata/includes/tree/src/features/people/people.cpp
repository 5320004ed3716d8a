#include "features/demand/demand.hpp"
