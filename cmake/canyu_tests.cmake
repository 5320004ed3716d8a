# Registers the tests that are Node programs with ctest; their labels are lint, scenario, browser and fault.
find_program(NODE node REQUIRED)
cmake_path(GET CMAKE_BINARY_DIR FILENAME preset)

# canyu_node_test(LABEL NAME SCRIPT [ARGUMENT...]): exit code 77 means that what the test needs is not there.
function(canyu_node_test label name script)
    set(test ${preset}/${label}/${name})
    add_test(NAME ${test} COMMAND ${NODE} ${CMAKE_SOURCE_DIR}/${script} ${ARGN} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
    set_tests_properties(${test} PROPERTIES LABELS ${label} SKIP_RETURN_CODE 77
        ENVIRONMENT CANYU_PROGRAM=$<TARGET_FILE:canyu>)
endfunction()

# canyu_node_tests(LABEL GLOB): one test for every matching *.test.mjs, named after it.
function(canyu_node_tests label glob)
    file(GLOB scripts CONFIGURE_DEPENDS RELATIVE ${CMAKE_SOURCE_DIR} ${CMAKE_SOURCE_DIR}/${glob})
    foreach(script ${scripts})
        string(REGEX REPLACE ".*/([^/]*)\\.test\\.mjs$" "\\1" name ${script})
        canyu_node_test(${label} ${name} ${script})
        # The long ones first, so that none is left to run alone at the end.
        set_tests_properties(${preset}/${label}/${name} PROPERTIES COST 100)
    endforeach()
endfunction()

canyu_node_test(scenario sqlite tests/scenarios/run.mjs sqlite)
canyu_node_test(scenario postgresql tests/scenarios/run.mjs postgresql)
if(NOT CANYU_SANITIZERS)
    canyu_node_tests(scenario tests/scenarios/*.test.mjs)
    add_test(NAME ${preset}/lint/checkout COMMAND tools/dev/lint.sh --quick WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
    set_tests_properties(${preset}/lint/checkout PROPERTIES LABELS lint)
    canyu_node_tests(lint tools/lint/*.test.mjs)
    canyu_node_tests(browser tests/browser/*.test.mjs)
    canyu_node_tests(browser web/test/*.test.mjs)
    canyu_node_tests(fault tests/faults/*.test.mjs)
endif()
